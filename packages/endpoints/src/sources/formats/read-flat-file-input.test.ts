import { describe, expect, it } from 'vitest'
import type { InputRecord } from '../../contract/source.ts'
import { flatFileText } from '../../testing/flat-file-text.ts'
import type { InputContent } from './input-content.ts'
import { readInput } from './read-input.ts'

function contentOf(text: string): InputContent {
  const bytes = Buffer.from(text)
  return {
    sizeBytes: bytes.length,
    stream: async function* () {
      yield bytes
    },
    slice: async (start, end) => bytes.subarray(start, end),
  }
}

describe('flat files as inputs', () => {
  it('have columns under the names of their fields', async () => {
    const text = flatFileText([
      ['Name*', 'Supplier Number', 'Payment Terms', 'Content Groups', 'ERP Number'],
      ['Acme', 'S-1', 'N30', 'Europe;Asia', '4711'],
    ])

    const { columns, records, notices } = await readInput('suppliers.csv', contentOf(text), {
      format: 'flat-file',
      object: 'supplier',
    })

    expect(columns).toEqual(['name', 'number', 'payment-term.code', 'content-groups', 'custom-fields.erp-number'])
    const read: InputRecord[] = []
    for await (const record of records) read.push(record)
    expect(read).toEqual([
      {
        row: 1,
        fields: {
          name: 'Acme',
          number: 'S-1',
          'payment-term': { code: 'N30' },
          'content-groups': [{ name: 'Europe' }, { name: 'Asia' }],
          'custom-fields': { 'erp-number': '4711' },
        },
      },
    ])
    expect(notices).toEqual([
      `Coupa's flat file of supplier has no column "ERP Number": it is taken as custom-fields.erp-number.`,
    ])
  })

  it('are refused for an object that Coupa has no flat files of', async () => {
    const reading = readInput('moons.csv', contentOf(''), { format: 'flat-file', object: 'moon' })

    await expect(reading).rejects.toThrow('source.object is "moon", and Coupa has no flat files of that name.')
  })
})
