import type { Connection } from '@coupa-connector/connector'
import { startSandbox } from '@coupa-connector/sandbox'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { connect } from '../../connections/connect.ts'
import { print } from '../../terminal/print.ts'
import { createStyle, type Style } from '../../terminal/style.ts'
import { createStageLines, formatConclusion } from '../test/format-test.ts'

interface Demo {
  readonly connection: Connection
  readonly context: Context
  readonly style: Style
  say(text: string): Promise<void>
}

/** Shows what the program does against a sandbox organization. Exits with 1 when any step fails. */
export async function runDemo(input: CommandInput, context: Context): Promise<number> {
  const records = input.integer('records', { minimum: 1, maximum: 1_000_000 }) ?? 1000
  const style = createStyle(context, 'stdout')
  const say = (text: string) => print(context.stdout, `${text}\n`)
  await using sandbox = await startSandbox({ records })
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const settings = { authenticationType: 'oauth2', url, accessTokenUrl, clientId, clientSecret, scope }
  await using connection = await connect({ name: undefined, settings }, context)
  const demo: Demo = { connection, context, style, say }

  await say(`${heading('1', 'A sandbox organization', style)}  ${url}\n`)
  if (!(await showTest(demo))) return 1
  await showInvoices(demo)
  await showSupplier(demo)
  await say(`${style('green', '✔')} All of this went over loopback, in ${sandbox.counters.total} real requests.

Your own organization: set COUPA_URL, COUPA_CLIENT_ID, COUPA_CLIENT_SECRET, COUPA_SCOPE and COUPA_ACCESS_TOKEN_URL, then
  coupa-connector test
  coupa-connector query invoices --limit 10 --fields id,invoice-number,status,supplier.name
An organization to try things on:  coupa-connector sandbox`)
  return 0
}

async function showTest({ connection, context, style, say }: Demo): Promise<boolean> {
  await say(heading('2', 'Test of the connection', style))
  const run = connection.test({ probes: ['invoices', 'suppliers'], signal: context.signal })
  const lines = createStageLines(context)
  for await (const event of run) await lines.show(event)
  const report = await run.report
  await say(formatConclusion(report, context))
  return report.outcome === 'OK'
}

async function showInvoices({ connection, context, style, say }: Demo): Promise<void> {
  await say(heading('3', 'All invoices, with the fields that are wanted', style))
  const startedMs = context.clock.monotonicMs()
  const stream = connection.resource('invoices').query({
    fields: ['id', 'invoice-number', 'status', 'total-with-taxes', { supplier: ['name'] }],
    signal: context.signal,
  })
  let shown = 0
  for await (const invoice of stream) {
    if (shown++ < 3) await say(style('dim', `  ${JSON.stringify(invoice)}`))
  }
  const { records, requests, complete } = await stream.receipt
  const seconds = (context.clock.monotonicMs() - startedMs) / 1000
  const rate = Math.round(records / Math.max(seconds, 0.001))
  await say(
    `  … ${records} invoices in ${requests} requests and ${seconds.toFixed(1)} s (${rate} a second), complete: ${complete}\n`,
  )
}

async function showSupplier({ connection, context, style, say }: Demo): Promise<void> {
  await say(heading('4', 'A supplier, created and changed', style))
  const suppliers = connection.resource('suppliers')
  const { signal } = context
  const number = `DEMO-${context.clock.now().toString(36).toUpperCase()}`
  const { record, id } = await suppliers.create({ name: `Demo Supplier ${number}`, number }, { signal })
  await say(`  created  ${style('dim', JSON.stringify({ id, name: record?.name, number: record?.number }))}`)
  if (id === undefined) throw new Error('The sandbox answered a create without an id.')
  await suppliers.update(id, { website: 'https://supplier.example' }, { signal })
  const changed = await suppliers.get(id, { fields: ['id', 'name', 'website'], signal })
  await say(`  changed  ${style('dim', JSON.stringify(changed))}\n`)
}

function heading(number: string, text: string, style: Style): string {
  return style('bold', `${number}. ${text}`)
}
