import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CoupaRecord, createConnection } from '@coupa-connector/connector'
import type { DeployedProcess, ProcessWorld } from './process-world.ts'

/** What a consumer has of the documents of a process: the last content of each, and every one that it was ever given. */
interface Delivered {
  readonly last: ReadonlyMap<number, string>
  readonly all: ReadonlySet<number>
  readonly faults: readonly string[]
}

/** While runs go on and are killed: nothing is marked that was not committed. Each line is one fault. */
export async function checkMarks(world: ProcessWorld): Promise<string[]> {
  const faults: string[] = []
  for (const process of world.processes) {
    // Coupa first: what is committed between the two looks does no harm.
    const marked = (await readDocuments(world, process)).filter(({ exported }) => exported === true)
    const { all, faults: found } = await readDelivered(world, process)
    faults.push(...found)
    for (const { id } of marked) {
      if (!all.has(Number(id))) faults.push(`${process.resource} ${id} is marked and was never delivered`)
    }
  }
  return faults
}

/** At rest: the consumer has the last content of every document that is due, and each of them is marked. */
export async function checkContents(world: ProcessWorld): Promise<string[]> {
  const faults: string[] = []
  for (const process of world.processes) {
    const { last, faults: found } = await readDelivered(world, process)
    faults.push(...found)
    for (const document of await readDocuments(world, process)) {
      const [id, content] = [Number(document.id), String(document[process.field])]
      const name = `${process.resource} ${id}`
      if (document.exported !== true) faults.push(`${name} is not marked`)
      if (last.get(id) !== content) faults.push(`${name} is ${content} in Coupa and ${last.get(id) ?? 'not'} delivered`)
    }
    const extra = [...last.keys()].filter((id) => !process.due.includes(id))
    faults.push(...extra.map((id) => `${process.resource} ${id} was delivered and is not in Coupa`))
  }
  return faults
}

async function readDocuments(
  { installation }: ProcessWorld,
  process: DeployedProcess,
): Promise<readonly CoupaRecord[]> {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = installation.sandbox
  await using connection = createConnection(
    { url, accessTokenUrl, clientId, clientSecret, scope, authenticationType: 'oauth2' },
    { rate: { perSecond: 1000, burst: 1000 } },
  )
  const resource: string = process.resource
  return await connection
    .resource(resource)
    .query({ fields: ['id', 'exported', process.field], limit: 1_000_000 })
    .toArray()
}

async function readDelivered(world: ProcessWorld, process: DeployedProcess): Promise<Delivered> {
  return process.resource === 'invoices' ? await readFiles(world.folder) : await readTables(world)
}

interface ManifestLine {
  readonly batch: string
  readonly file: string
  readonly sha256: string
}

async function readFiles(folder: string): Promise<Delivered> {
  const manifest = await readFile(join(folder, 'manifest.ndjson'), 'utf8').catch(() => '')
  const lines = jsonLines<ManifestLine>(manifest)
  const faults: string[] = []
  const last = new Map<number, string>()
  for (const { batch, file, sha256 } of lines) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '')
    const found = createHash('sha256').update(text).digest('hex')
    if (found !== sha256) faults.push(`the file ${file} is not what the manifest says`)
    if (lines.filter((line) => line.file === file).length !== 1) faults.push(`the manifest names ${batch} twice`)
    for (const invoice of jsonLines<Record<string, unknown>>(text)) {
      last.set(Number(invoice.id), String(invoice['invoice-number']))
    }
  }
  return { last, all: new Set(last.keys()), faults }
}

async function readTables(world: ProcessWorld): Promise<Delivered> {
  const tables = await world.query(`select to_regclass('purchase_order') is not null as is_there`)
  if (tables[0]?.is_there !== true) return { last: new Map(), all: new Set(), faults: [] }
  const rows = await world.query('select id, po_number from purchase_order')
  const last = new Map(rows.map(({ id, po_number }) => [Number(id), String(po_number)]))
  const faults = last.size === rows.length ? [] : ['purchase_order has a row twice']
  const lost = await world.query(`select count(*) as lines from purchase_order_order_line as line
    where not exists (select from purchase_order where id = line.purchase_order_id)`)
  if (Number(lost[0]?.lines) > 0) faults.push(`${String(lost[0]?.lines)} order lines have no order`)
  return { last, all: new Set(last.keys()), faults }
}

function jsonLines<Line>(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
}
