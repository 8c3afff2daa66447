/** The gateway's resolutions are single words from open lists; anything else could be a sentence about somebody. */
export const resolutionWord = (resolution: string): string =>
  /^[A-Za-z_]{1,64}$/.test(resolution) ? resolution.toLowerCase() : 'unlisted';
