import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Context } from '../../../command/context.ts'
import { readAnswers } from './read-answers.ts'

async function read(text: string, name = 'answers.csv'): ReturnType<typeof readAnswers> {
  const folder = await mkdtemp(join(tmpdir(), 'answers-'))
  try {
    const file = join(folder, name)
    await writeFile(file, text)
    return await readAnswers(file, {} as Context)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test.each([
  ['id,outcome\n7,accepted\n', 2],
  ['id;outcome\n7;accepted\n', 2],
  ['id\toutcome\n7\taccepted\n', 2],
  ['id|outcome\n7|accepted\n', 2],
  ['id;outcome\r\n7;accepted\r\n', 2],
  ['id;outcome\r7;accepted\r', 2],
  ['\ufeffid;outcome\n7;accepted', 2],
  ['"id";"outcome"\n"7";"accepted"\n', 2],
  ['\n\nid;outcome\n7;accepted\n', 4],
  ['sep=;\r\nid;outcome\r\n7;accepted\r\n', 3],
  ['\ufeffsep=;\nid;outcome\n7;accepted\n', 3],
  ['id;outcome;amount, tax, total\n7;accepted;\n', 2],
])('reads the answer of %j in its line', async (text, line) => {
  expect(await read(text)).toMatchObject([{ id: '7', outcome: 'accepted', line }])
})

test.each([
  ['number;outcome\n7;accepted\n', '"id"', 'number, outcome'],
  ['id;result\n7;accepted\n', '"outcome"', 'id, result'],
  ['7;accepted\n8;accepted\n', '"id"', '7, accepted'],
  ['7;accepted', '"id"', '7, accepted'],
  ['number', '"id"', 'number'],
])('refuses %j, whose header lacks %s', async (text, wanted, found) => {
  await expect(read(text)).rejects.toThrow(
    new RegExp(`has no column ${wanted}; it has ${found}\\. No answer was taken`),
  )
})

test.each(['id;outcome\n', 'id,outcome'])('finds no answer in %j, whose header is right', async (text) => {
  expect(await read(text)).toEqual([])
})
