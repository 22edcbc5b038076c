import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type InputItem, type RecordInput, readRecordInput } from './record-input.ts'

const terminals = { stdin: false, stdout: false, stderr: false }

function read(text: string, options?: { isBatch?: boolean }): Promise<RecordInput> {
  // Single bytes, so that nothing depends on where the chunks end.
  const stdin = Readable.from([...Buffer.from(text)].map((byte) => Buffer.from([byte])))
  return readRecordInput('-', { stdin, signal: new AbortController().signal, isTerminal: terminals }, options)
}

async function itemsOf(input: RecordInput): Promise<InputItem[]> {
  const items: InputItem[] = []
  if (input.kind === 'batch') for await (const item of input.items) items.push(item)
  return items
}

describe('readRecordInput', () => {
  test('takes one object on one line as one record', async () => {
    expect(await read('{"name":"Ä"}\n')).toEqual({ kind: 'one', record: { name: 'Ä' } })
  })

  test('takes one object over many lines as one record', async () => {
    expect(await read('\n{\n  "name": "a",\n  "lines": [\n{"x":1}\n]\n}\n')).toEqual({
      kind: 'one',
      record: { name: 'a', lines: [{ x: 1 }] },
    })
  })

  test('takes an object on each line as a batch, whatever the line ends', async () => {
    const items = await itemsOf(await read('{"a":1}\r\n\r\n{"a":2}'))

    expect(items).toEqual([
      { line: 1, record: { a: 1 } },
      { line: 3, record: { a: 2 } },
    ])
  })

  test('takes an array as a batch', async () => {
    expect(await itemsOf(await read('[\n{"a":1},\n{"a":2}]'))).toMatchObject([
      { record: { a: 1 } },
      { record: { a: 2 } },
    ])
  })

  test('goes on behind a line that is broken', async () => {
    const items = await itemsOf(await read('{"a":1}\n{"a":}\n17\n{"a":4}\n'))

    expect(items).toMatchObject([
      { record: { a: 1 } },
      { line: 2, error: { line: 2, column: 6 } },
      { line: 3, error: { message: 'Line 3: a record is a JSON object, and this is a number.' } },
      { record: { a: 4 } },
    ])
  })

  test('knows a batch whose first line is broken', async () => {
    expect(await itemsOf(await read('{"a":\n{"a":2}\n{"a":3}\n'))).toMatchObject([
      { line: 1, error: { line: 1 } },
      { record: { a: 2 } },
      { record: { a: 3 } },
    ])
  })

  test('names line and column when the only object is broken', async () => {
    await expect(read('{\n  "a": 1,\n  "b": oops\n}')).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('line 3, column 8'),
    })
  })

  test('refuses empty input', async () => {
    await expect(read(' \n\n')).rejects.toThrow('Standard input is empty')
  })

  test('refuses what is not UTF-8', async () => {
    const stdin = Readable.from([Buffer.from([0x7b, 0xff, 0x7d])])

    const given = readRecordInput('-', { stdin, signal: new AbortController().signal, isTerminal: terminals })

    await expect(given).rejects.toThrow('not UTF-8')
  })

  test('treats one line as a batch when told so', async () => {
    expect(await itemsOf(await read('{"a":1}', { isBatch: true }))).toHaveLength(1)
  })

  test('says what to do when nothing is piped in', async () => {
    const context = { stdin: Readable.from([]), signal: new AbortController().signal }

    const given = readRecordInput(undefined, { ...context, isTerminal: { ...terminals, stdin: true } })

    await expect(given).rejects.toThrow('There is no input')
  })
})
