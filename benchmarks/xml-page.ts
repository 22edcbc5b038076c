// Decoding an XML page of 50 invoices with 8 lines each against fast-xml-parser, which most Node programs use.

import { XMLParser } from 'fast-xml-parser'
import { decodeXml } from '../packages/connector/src/format/xml/decode-xml.ts'
import { invoicePageXml } from './support/invoice-page.ts'
import { median, report, round } from './support/measurement.ts'

const bytes = invoicePageXml(50, 8)
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false })
const text = bytes.toString('utf8')

const rounds = 15
const ratios: number[] = []
const oursMs: number[] = []
const rivalMs: number[] = []
for (let turn = 0; turn < rounds; turn++) {
  const ours = millisecondsPerRun(() => decodeXml(bytes))
  const rival = millisecondsPerRun(() => parser.parse(text))
  if (turn < 3) continue
  oursMs.push(ours)
  rivalMs.push(rival)
  ratios.push(rival / ours)
}

report([
  {
    what: 'XML page of 50 invoices: how many times faster',
    against: 'fast-xml-parser',
    value: round(median(ratios), 2),
    unit: '×',
    reach: { atLeast: 5 },
    figures: {
      kilobytes: Math.round(bytes.length / 1024),
      oursMs: round(median(oursMs)),
      rivalMs: round(median(rivalMs)),
    },
  },
])

function millisecondsPerRun(work: () => unknown): number {
  const runs = 8
  const startedAt = performance.now()
  for (let run = 0; run < runs; run++) work()
  return (performance.now() - startedAt) / runs
}
