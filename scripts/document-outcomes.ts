// Writes the outcomes of the connection test into docs/connection-test.md, in the words of the table that everything uses.
import { readFileSync, writeFileSync } from 'node:fs'
import { testOutcomes } from '../packages/connector/src/diagnosis/outcomes/outcomes.ts'
import { withOutcomeTables } from './documents/outcome-tables.ts'

const page = new URL('../docs/connection-test.md', import.meta.url)
writeFileSync(page, withOutcomeTables(readFileSync(page, 'utf8'), testOutcomes))
