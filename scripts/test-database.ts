// Set-up of a test run: one PostgreSQL server for all tests. They make databases of their own on it.
import type { TestProject } from 'vitest/node'
import { startOwnServer } from '../packages/hub/src/testing/own-server.ts'

/** Called once by vitest. The server's address reaches the tests as `TEST_POSTGRESQL_URL`. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_POSTGRESQL_URL
  const server = given ? undefined : await startOwnServer()
  project.config.env = { ...project.config.env, TEST_POSTGRESQL_URL: given || server?.url }
  return async () => await server?.[Symbol.asyncDispose]()
}
