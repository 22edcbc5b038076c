import type { CommandBody } from '../../command/command.ts'
import {
  connectionOptions,
  encodingOption,
  fieldsOption,
  parameterOption,
  unknownFieldsOption,
} from '../../command/shared-options.ts'
import { formatNames } from '../../output/record-format.ts'

/** Reads the records of a resource. */
export const queryCommand: CommandBody = {
  description: `Records come with Coupa's own field names, ids as numbers, decimals and times exactly as they were served. A file is
written aside as FILE.partial and takes its name only when it is complete; an existing FILE is replaced then. Exit code
0 means complete, or as many as --limit asks for.

Conditions: status=approved, total>100, name!=x, 'status[in]=a,b', 'supplier[name][contains]=x', 'po-number[blank]=true'.
All of them must hold. Quote them: > and [ mean something to shells.

--checkpoint FILE makes a read that can go on. After an interruption the checkpoint says where it stands, FILE.partial is
kept, and the same command line goes on behind it. When a read is complete its checkpoint file is removed; but with
--updated-after it is kept and tells the next run where to start: run the same command line every hour, and each run
gives what has changed since the one before. Without --output, records since the last checkpoint may come again.

csv is RFC 4180 (CRLF, header line): the fields of --fields, else all that the catalog knows; null is empty, an empty text
is "", lists and objects are JSON. parquet has whole numbers as INT64, booleans, JSON for lists and objects, and text for
all else, so that decimals and times stay exact.`,
  arguments: [{ name: '<resource>', description: 'such as invoices, or suppliers/7/addresses' }],
  options: [
    { flags: '-w, --where <condition>', description: 'only records for which this holds', isRepeatable: true },
    fieldsOption,
    { flags: '--updated-after <time>', description: 'only what changed since 2026-01-31 or 2026-01-31T08:00:00+01:00' },
    { flags: '--limit <number>', description: 'stop after this many records' },
    {
      flags: '--order <order>',
      description: 'id: ascending by id (default); any: as they arrive, which is faster',
      choices: ['id', 'any'],
    },
    {
      flags: '--order-by <field>',
      description: 'order by another field, downwards with FIELD:desc; read page after page',
    },
    { flags: '--filter <name>', description: 'an API filter that is set up in Coupa' },
    parameterOption,
    unknownFieldsOption,
    encodingOption,
    {
      flags: '--format <format>',
      description:
        'ndjson, json (one array), csv, parquet, or table for people (default: table on a terminal, else ndjson)',
      choices: formatNames,
    },
    { flags: '-o, --output <file>', description: 'write to this file instead of standard output' },
    { flags: '--receipt <file>', description: 'write the proof of what was read to this file, as JSON' },
    { flags: '--checkpoint <file>', description: 'keep the position here, and go on from it' },
    { flags: '--csv-safe', description: 'put an apostrophe before cells that a spreadsheet would run as a formula' },
    {
      flags: '--text-column <name>',
      description: 'keep this parquet column as text whatever its type is',
      isRepeatable: true,
    },
    { flags: '--progress', description: 'tell the progress on standard error even when that is no terminal' },
    { flags: '--json', description: 'same as --format ndjson' },
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector query invoices --where status=approved --fields id,invoice-number,supplier.name --limit 10',
    "coupa-connector query invoices --where 'total-with-taxes>1000' --format csv --output invoices.csv",
    'coupa-connector query suppliers --format parquet --output suppliers.parquet --receipt suppliers.receipt.json',
    'coupa-connector query invoices --updated-after 2026-01-01 --checkpoint invoices.checkpoint --output today.ndjson',
  ],
  run: async (input, context) => {
    const { runQuery } = await import('./run-query.ts')
    return await runQuery(input, context)
  },
}
