export default async function stopSharedTemporal(): Promise<void> {
  await globalThis.stopSharedTemporal?.();
}
