// A server in a process of its own that answers as fast as Node can: a token, and pages of 50 invoices by id key-set.
// Run as a program: `node page-server.ts --records N --latency-ms N --lines N`; prints its port.
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { answerJson, listenForParent } from './child-server.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    'latency-ms': { type: 'string', default: '0' },
    lines: { type: 'string', default: '3' },
  },
})
const records = Number(values.records)
const latencyMs = Number(values['latency-ms'])
const pageSize = 50
const lineNumbers = Array.from({ length: Number(values.lines) }, (_, place) => place + 1)

/** About 1.2 KB a record, 60 KB a page: what a default invoice query weighs after filters. */
function recordText(id: number): string {
  return JSON.stringify({
    id,
    'created-at': '2026-03-04T05:06:07-08:00',
    'updated-at': '2026-03-05T05:06:07-08:00',
    'invoice-number': `INV-${String(id).padStart(8, '0')}`,
    'invoice-date': '2026-03-04T00:00:00-08:00',
    status: 'approved',
    'total-with-taxes': '1204.50',
    'gross-total': '1010.00',
    paid: false,
    currency: { id: 1, code: 'USD', decimals: 2 },
    supplier: { id: 1 + (id % 97), name: `Northwind Valves ${id % 97}`, number: `S-${id % 97}` },
    'invoice-lines': lineNumbers.map((line) => ({
      id: id * 10 + line,
      'line-num': line,
      description: 'Gasket, spiral wound, DN 80, PN 40, graphite filled, inner ring stainless steel',
      price: '12.3400',
      quantity: '4.000000',
      total: '49.36',
      account: { id: 7, code: '10-4400-000', name: 'Maintenance materials' },
    })),
    'custom-fields': { 'erp-number': `ERP-${id}` },
  })
}

const template = Array.from({ length: pageSize }, (_, index) => recordText(index + 1))

const server = createServer((request, response) => {
  const url = request.url ?? '/'
  if (url.startsWith('/oauth2/token')) {
    request.resume()
    return answerJson(
      response,
      JSON.stringify({ access_token: 'benchmark-token', token_type: 'bearer', expires_in: 86_399 }),
    )
  }
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  // Ids are dense, so skipping records is skipping ids.
  const after = Number(query.get('id[gt]') ?? 0) + Number(query.get('offset') ?? 0)
  const upTo = Math.min(records, Number(query.get('id[lt_or_eq]') ?? records))
  const limit = Math.min(pageSize, Number(query.get('limit') ?? pageSize))
  const page: string[] = []
  if (query.get('dir') === 'desc') page.push(recordText(upTo))
  else {
    for (let id = after + 1; id <= upTo && page.length < limit; id++) {
      page.push(`{"id":${id},${(template[page.length] ?? '').slice((template[page.length] ?? '').indexOf(',') + 1)}`)
    }
  }
  const body = `[${page.join(',')}]`
  if (latencyMs === 0) answerJson(response, body)
  else setTimeout(answerJson, latencyMs, response, body)
})

listenForParent(server)
