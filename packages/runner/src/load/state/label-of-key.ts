/** The key for people: what `LoadRecord.label` is made of. */
export function labelOfKey(key: string): string {
  return (JSON.parse(key) as string[]).filter((part) => part !== '').join('/')
}
