/** Whether a node's connector does what this hub asks for: the same major and minor version. */
export function isSameConnector(version: string, needed: string): boolean {
  const series = (text: string): string => text.split('.').slice(0, 2).join('.')
  return series(version) === series(needed)
}
