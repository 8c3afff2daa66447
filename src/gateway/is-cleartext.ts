const ownMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Plain HTTP to another machine: whoever stands between reads it. */
export const isCleartext = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && !ownMachine.test(hostname);
