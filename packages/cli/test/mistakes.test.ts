import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runHere } from './support/run-here.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mistakes-'))
  await runHere(['processes', 'new', 'E01', '--output', join(home, 'export.json')])
})
afterAll(() => rm(home, { recursive: true }))

/** What people mistype in their first hour: the command line, what is wrong with it, and what to do. */
const mistakes: readonly (readonly [line: string, wrong: string, fix: string])[] = [
  ['scopes --for invoces:read', 'No resource "invoces"; did you mean invoices?\n', 'RESOURCE:read'],
  ['scopes --for invoices:reed', 'invoices has no "reed"; did you mean read', 'RESOURCE:read'],
  ['test --probe invoces', 'Coupa has no resource "invoces".', 'Did you mean "invoices"?'],
  ['hub test Sandbox --probe invoces', 'Coupa has no resource "invoces".', 'Did you mean "invoices"?'],
  ['processes new E99', 'There is no template "E99".', 'processes templates'],
  ['processes new L09 --destination files', '--destination files does not fit here', '--source'],
  ['processes run HOME/export.json', 'The setting folder (Folder) is missing.', '--set target.folder=…'],
  ['query invoices --since yesterday', "unknown option '--since'", '"coupa-connector query --help"'],
  ['query invoices --updated-after yesterday', '--updated-after "yesterday" is not a time', '2026-01-31'],
  ['hub logs --since yesterday', '--since "yesterday" is not a time', '2026-01-31'],
  ['hub logs --limit 1000', '--limit takes a whole number from 1 to 200', '"1000"'],
]

const variables = {
  COUPA_URL: 'http://127.0.0.1:1/api',
  COUPA_CLIENT_ID: 'client',
  COUPA_CLIENT_SECRET: 'canary-4f0d',
  COUPA_SCOPE: 'core.common.read',
  COUPA_ACCESS_TOKEN_URL: 'http://127.0.0.1:1/oauth2/token',
}

test.each(mistakes)('"%s" says what is wrong and what to do, and sends nothing', async (line, wrong, fix) => {
  const args = line.split(' ').map((word) => word.replace('HOME', home))

  const { status, stdout, stderr } = await runHere(args, { environment: { HOME: home, ...variables } })

  expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(wrong)
  expect(stderr).toContain(fix)
})
