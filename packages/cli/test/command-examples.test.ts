import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../src/command/command.ts'
import { loadAllCommands } from '../src/program/command-list.ts'
import { createDataDirectory, type RunningHub, setUp, startServe, waitForContainer } from './support/hub.ts'
import { createPerson, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

// The examples of the help, and so of the reference, run as they stand, one after another: against a sandbox organization and
// one hub. What cannot run here says why.

const notRun: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(serve|sandbox|demo|mcp --|mcp$|mcp -|container|completion)/, 'starts a server, or has tests of its own'],
  [/^mcp (proposals k|approve|refuse|--)/, 'needs a proposal of an agent'],
  [/^(keys|backup|restore|people)/, 'works on an installation'],
  [/^schema\b.*(diff|-c production)/, 'needs two organizations'],
  [/^hub schema/, 'needs fields that were read by schedule'],
  [/^connections (add|set-secret)/, 'asks for a secret'],
  [/db\.example\.com|Warehouse|example\.com\/coupa/, 'needs a server'],
  [
    /^hub (login|test acme --container|api connection\.get|logs --follow|jobs --watch)/,
    'needs a person, or does not end',
  ],
  [/^processes runs --watch/, 'does not end'],
  [/^processes (follow|cancel|results)/, 'needs a run that is under way, or of a load'],
  [/^processes (ack|dismiss|retry|waiting|find|reconcile|backfill|rollback|diff|delete)/, 'has tests of its own'],
  [/^processes .*(--environment production|--version 2)/, 'needs a version that was approved'],
  [/^processes run suppliers\.json|^processes check suppliers\.json/, 'has tests of its own'],
  [/^alerts (resend|channels (test|delete|update)|rules set)/, 'needs a channel that answers'],
  [/^alerts channels create/, 'needs a mail server or a receiver'],
  [/^(airbyte (check|discover|read)|singer|flat-file (read|write))/, 'needs files, and has tests of its own'],
  [/^create suppliers .*ndjson|^update suppliers changes/, 'has tests of its own'],
  [/^action requisitions -/, 'needs the record of an approval'],
]

/** What others need comes first, and what takes it away comes last; the rest is in the order of the help. */
const first = [
  'processes new E01 --destination files',
  'processes destinations create',
  'processes apply',
  'processes deploy ok-to-pay --environment test --connection',
  'processes deploy',
  'processes run ok-to-pay ',
]
const last = ['processes undeploy', 'processes destinations delete']

let person: Person
let sandbox: Sandbox
let data: Awaited<ReturnType<typeof createDataDirectory>>
let hub: RunningHub
let files: string

beforeAll(async () => {
  person = await createPerson()
  files = await mkdtemp(join(tmpdir(), 'examples-'))
  data = await createDataDirectory()
  // The ids of the examples are among the first records.
  sandbox = await startSandbox({ records: 200, rateLimit: false })
  hub = await startServe(person, data.path)
  await setUp(person, hub)
  await waitForContainer(hub)
  for (const line of ['hub connections add-sandbox', 'hub test Sandbox', 'connections add acme']) await run(line)
  await run('hub connections copy Sandbox acme')
  await run('hub test acme')
  await writeFile(join(files, 'scan.pdf'), '%PDF-1.4 a scan')
  await writeFile(join(files, 'change.json'), '{"status":"inactive"}')
}, 180_000)
afterAll(async () => {
  await hub.stop()
  await sandbox.close()
  await data[Symbol.asyncDispose]()
  await person[Symbol.asyncDispose]()
  await rm(files, { recursive: true })
})

/** Runs a line of a shell: words in quotes, what is piped in with `echo`, and what is done with the output afterwards. */
async function run(line: string) {
  const inner = /\$\((.*)\)/.exec(line)?.[1] ?? line
  const [, input = '', command = ''] = /^(?:echo '(.*)' \| )?(?:coupa-connector )?(.*)$/.exec(inner) ?? []
  const alone = command.replace(/ [|>] .*$/, '')
  const words = alone.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []
  const args = words.map((word) => inFolder(word.replaceAll(/["']/g, '')))
  const { url, clientId, clientSecret, scope, accessTokenUrl } = sandbox
  const environment = {
    HOME: person.home,
    COUPA_URL: url,
    COUPA_CLIENT_ID: clientId,
    COUPA_CLIENT_SECRET: clientSecret,
    COUPA_SCOPE: scope,
    COUPA_ACCESS_TOKEN_URL: accessTokenUrl,
  }
  return await runHere(args, { input, environment })
}

/** Files of the examples lie in a folder of the test, which cannot change its own. */
function inFolder(word: string): string {
  return word.replace(
    /^(.*=)?(\.?\/?[\w./-]+\.(?:csv|json|ndjson|parquet|pdf|d\.ts|checkpoint)|\.\/out|scans|\/data\/coupa)$/,
    (_, name = '', path) => `${name}${join(files, path)}`,
  )
}

const everything = (commands: readonly Command[]): readonly Command[] =>
  commands.flatMap((command) => [command, ...everything(command.commands ?? [])])
const lines = [...new Set(everything(await loadAllCommands()).flatMap(({ examples = [] }) => examples))]
const commandOf = (line: string): string => /coupa-connector (.*)$/.exec(line)?.[1] ?? ''
const startsWith = (line: string) => (start: string) => commandOf(line).startsWith(start)
const place = (line: string): number => {
  const [early, late] = [first.findIndex(startsWith(line)), last.findIndex(startsWith(line))]
  return late >= 0 ? first.length + 1 + late : early >= 0 ? early : first.length
}
const runnable = lines
  .filter((line) => line.includes('coupa-connector') && !notRun.some(([pattern]) => pattern.test(commandOf(line))))
  .toSorted((one, other) => place(one) - place(other))

describe('the examples of the help', () => {
  test('are run here for the most part', () => {
    expect(runnable.length).toBeGreaterThan(60)
  })

  test.each(runnable)('%s', async (line) => {
    if (line.includes('processes new')) await rm(join(files, /--output (\S+)/.exec(line)?.[1] ?? ''), { force: true })

    const name = `Kestrel Bearings ${runnable.indexOf(line)}`
    await writeFile(join(files, 'new-supplier.json'), JSON.stringify({ name, number: name }))

    const { status, stderr } = await run(line)

    expect(status, stderr).toBe(0)
  })
})
