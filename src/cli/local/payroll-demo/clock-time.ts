/** `10:12:20`, in the time of this machine. */
export function clockTime(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
