/**
 * Writes schema/process.schema.json, by which editors complete and check a definition. Run: npm run generate
 * With --check nothing is written, and the exit status is 1 when the file would change.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { definitionSchema } from '../src/definition/definition-schema.ts'

const folder = new URL('../schema/', import.meta.url)
const file = new URL('process.schema.json', folder)
const { $schema, ...rest } = z.toJSONSchema(definitionSchema, { io: 'input', target: 'draft-2020-12' })
const schema = {
  $schema,
  title: 'Process',
  description: 'What is read of Coupa, how it is shaped, where it goes and when it counts as done.',
  ...rest,
}
const text = `${JSON.stringify(schema, undefined, 2)}\n`

if (!process.argv.includes('--check')) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, text)
} else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('packages/process/schema/process.schema.json is not what npm run generate writes\n')
  process.exitCode = 1
}
