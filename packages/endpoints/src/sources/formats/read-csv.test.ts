import { describe, expect, it } from 'vitest'
import type { InputReading } from '../../contract/source.ts'
import { readCsv } from './read-csv.ts'

/** A file in pieces of so many bytes. */
async function* piecesOf(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function recordsOf(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  delimiter?: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const isWhole = typeof content === 'string' || content instanceof Uint8Array
  const { records } = await readCsv(isWhole ? piecesOf(content) : content, { delimiter })
  const found: Readonly<Record<string, unknown>>[] = []
  for await (const { fields } of records) found.push(fields)
  return found
}

async function noticesOf(reading: InputReading): Promise<readonly string[]> {
  for await (const _ of reading.records);
  return reading.notices
}

describe('readCsv', () => {
  it.each([1, 2, 3, 7, 65_536])(
    'reads quotes, commas, line breaks and characters cut into pieces of %i bytes',
    async (size) => {
      const text = '\uFEFFnumber,name\r\n1,"Ärger, ""quoted"""\r\n2,"two\r\nlines"\r\n\r\n3,"𝄞"\r\n'

      expect(await recordsOf(piecesOf(text, size))).toEqual([
        { number: '1', name: 'Ärger, "quoted"' },
        { number: '2', name: 'two\r\nlines' },
        { number: '3', name: '𝄞' },
      ])
    },
  )

  it('accepts a byte order mark with a notice, and says nothing without one', async () => {
    expect(await noticesOf(await readCsv(piecesOf('\uFEFFnumber\n1\n')))).toEqual([
      'The file begins with a byte order mark, which is not needed.',
    ])
    expect(await noticesOf(await readCsv(piecesOf('number\n1\n')))).toEqual([])
  })

  it.each([
    ['\n', '\n'],
    ['\r\n', '\r\n'],
    ['\r', '\r'],
    ['\r\n', '\n'],
    ['\n', '\r\n'],
  ])('takes %j after the header and %j after the rows', async (first, others) => {
    expect(await recordsOf(`number,name${first}1,One${others}2,Two${others}`)).toEqual([
      { number: '1', name: 'One' },
      { number: '2', name: 'Two' },
    ])
  })

  it('does not need a line end at the end, and keeps spaces in cells', async () => {
    expect(await recordsOf('number , name\n1, One ')).toEqual([{ number: '1', name: ' One ' }])
  })

  it('reads a header alone as a file without records', async () => {
    expect(await recordsOf('number,name\n')).toEqual([])
  })

  it('passes over what spreadsheets leave: rows without values, and columns without names and values', async () => {
    const reading = await readCsv(piecesOf('number,name,,\n1,One,,\n,,,\n , ,,\n2,Two,,\n'))
    const rows: unknown[] = []
    for await (const { row, fields } of reading.records) rows.push([row, fields])

    expect(rows).toEqual([
      [1, { number: '1', name: 'One' }],
      [2, { number: '2', name: 'Two' }],
    ])
    expect(reading.columns).toEqual(['number', 'name'])
    expect(reading.notices).toEqual(['2 rows without any value were passed over.'])
  })

  it.each([
    ['', 'HEADER', 'is empty'],
    ['\n\n', 'HEADER', 'is empty'],
    ['  \nnumber\n', 'HEADER', 'The first line of the file has no value'],
    [',,\nnumber,name,\n', 'HEADER', 'The first line of the file has no value'],
    ['number,,name\n1,2,3\n', 'HEADER', 'Column 2 of the header has no name'],
    ['number,name,number\n1,2,3\n', 'HEADER', 'has the column "number" twice'],
    ['number;name\n1;One\n', 'HEADER', 'The header has one column'],
    ['number,name\n1,One\n2,Two,Three\n', 'UNEVEN_ROW', 'Row 2 (line 3 of the file) has 3 cells'],
    ['number,name\n1\n', 'UNEVEN_ROW', 'Row 1 (line 2 of the file) has 1 cell,'],
    ['number,name,\n1,One,\n2,Two,x\n', 'UNEVEN_ROW', 'has a value in column 3, which has no name'],
    ['number,name\n1,"One"x\n', 'MALFORMED', 'something follows a closing quote'],
    ['number,name\n1,O"ne\n', 'MALFORMED', 'a quote is inside a cell'],
    ['number,name\n1,"One\n2,Two\n', 'MALFORMED', 'a quote is not closed'],
    ['number,name\n1,One\n2,T\0o\n', 'ENCODING', 'Line 3 of the file has a byte of zero'],
  ])('refuses %j', async (text, code, message) => {
    await expect(recordsOf(text)).rejects.toMatchObject({
      name: 'InputRefusedError',
      code,
      message: expect.stringContaining(message),
    })
  })

  it('hints at the delimiter that the file has', async () => {
    await expect(recordsOf('number;name\n1;One\n')).rejects.toMatchObject({
      remedy: 'Set source.delimiter to ";", if that separates the cells.',
    })
    expect(await recordsOf('number;name\n1;O,ne\n', ';')).toEqual([{ number: '1', name: 'O,ne' }])
  })

  it('refuses an uneven row at the end of a long file, with its number', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},name ${i}\n`).join('')

    await expect(recordsOf(`number,name\n${rows}50000,name,more\n`)).rejects.toMatchObject({
      code: 'UNEVEN_ROW',
      row: 50_001,
    })
  })

  it.each([16, 65_536])('names the line of another encoding, in pieces of %i bytes', async (size) => {
    const text = Buffer.concat([Buffer.from('number,name\n1,Ärger\n2,'), Buffer.from('Ärger\n3,Ärger\n', 'latin1')])

    await expect(recordsOf(piecesOf(text, size))).rejects.toMatchObject({
      code: 'ENCODING',
      message: 'The file is not UTF-8: line 3 has bytes of another encoding.',
    })
  })

  it.each([
    ['UTF-16 with its mark', Buffer.from('\uFEFFnumber\n1\n', 'utf16le'), 'begins as UTF-16 does'],
    ['UTF-16 without one', Buffer.from('number\n1\n', 'utf16le'), 'byte of zero'],
    ['a workbook', Buffer.from('PK\u0003\u0004\0\0'), 'workbooks of Excel (.xlsx)'],
    ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0]), 'compressed with gzip'],
    ['a character that is cut off at the end', Buffer.from('number\n1\nÄ').subarray(0, -1), 'line 3'],
  ])('refuses %s', async (_what, bytes, message) => {
    await expect(recordsOf(bytes)).rejects.toMatchObject({
      code: 'ENCODING',
      message: expect.stringContaining(message),
    })
  })

  it('stops reading a file whose quote is never closed, long before its end', async () => {
    let bytes = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('number,name\n1,One\n2,"Two\n')
      const piece = Buffer.from('3,Three\n'.repeat(8192))
      for (;;) {
        bytes += piece.length
        yield piece
      }
    }

    await expect(recordsOf(endless())).rejects.toMatchObject({ code: 'MALFORMED', row: 2 })
    expect(bytes).toBeLessThan(20 * 1024 * 1024)
  })

  it('ends the reading of a file when nobody wants more of it', async () => {
    let isEnded = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from('number,name\n')
        for (;;) yield Buffer.from('1,One\n'.repeat(1000))
      } finally {
        isEnded = true
      }
    }
    for await (const _ of (await readCsv(endless())).records) break

    await expect.poll(() => isEnded).toBe(true)
  })

  it('hands on a failure to read', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('number,name\n1,One\n')
      throw new Error('the disk failed')
    }

    await expect(recordsOf(broken())).rejects.toThrow('the disk failed')
  })
})
