// Set-up of the tests that run on PostgreSQL too: starts a server before them and stops it after.
import type { TestProject } from 'vitest/node'
import { findPostgresqlServer } from './postgresql-server.ts'

/** Called once by vitest. The address reaches the tests as `TEST_POSTGRESQL_URL`. */
export function setup(project: TestProject): (() => void) | undefined {
  const given = process.env.TEST_POSTGRESQL_URL
  if (given) {
    project.config.env = { ...project.config.env, TEST_POSTGRESQL_URL: given }
    return undefined
  }
  const server = findPostgresqlServer()
  if (!server) throw new Error('There is no PostgreSQL 15 or later here. Install the package postgresql.')
  server.start()
  project.config.env = { ...project.config.env, TEST_POSTGRESQL_URL: server.url }
  return () => server.stop()
}
