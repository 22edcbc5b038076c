/** The address of the server of this test run, for its administrator. */
export function testServerUrl(): string {
  const url = process.env.TEST_POSTGRESQL_URL
  if (url === undefined || url === '') throw new Error('TEST_POSTGRESQL_URL is not set: run the tests with vitest.')
  return url
}
