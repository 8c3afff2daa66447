/** Host and port of a database's URL, for messages: never its user, password or parameters. */
export function addressOf(url: string): string {
  try {
    const { hostname, port, searchParams } = new URL(url);
    return `${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}`;
  } catch {
    return 'the address given';
  }
}
