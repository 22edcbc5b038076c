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
  description: `Records have Coupa's own field names, ids as numbers, and decimals and times exactly as Coupa sent them. A file is written
as FILE.partial and gets its name only when it is complete; only then is an existing FILE replaced. Exit code 0 means
complete, or as many records as --limit asks for.

Conditions: status=approved, total>100, name!=x, 'status[in]=a,b', 'supplier[name][contains]=x', 'po-number[blank]=true'.
All conditions must be true. Quote them: > and [ have a meaning in shells.

With --checkpoint FILE, a read can be continued. After an interruption the checkpoint holds the position, FILE.partial is
kept, and the same command line continues from there. When a read is complete, its checkpoint file is removed. With
--updated-after it is kept and tells the next run where to start: run the same command line every hour, and each run
returns what has changed since the previous one. Without --output, records since the last checkpoint may be repeated.

csv follows RFC 4180 (CRLF, header line). Its columns are the fields of --fields, or all fields that the catalog knows; null
is empty, an empty text is "", lists and objects are JSON. parquet has INT64 for whole numbers, booleans, JSON for lists and
objects, and text for everything else, so that decimals and times stay exact.`,
  arguments: [{ name: '<resource>', description: 'such as invoices, or suppliers/7/addresses' }],
  options: [
    { flags: '-w, --where <condition>', description: 'only records that meet this condition', isRepeatable: true },
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
      description: 'order by another field, FIELD:desc for descending; reads page after page',
    },
    { flags: '--filter <name>', description: 'an API filter that is set up in Coupa' },
    parameterOption,
    unknownFieldsOption,
    encodingOption,
    {
      flags: '--format <format>',
      description:
        'ndjson, json (one array), csv, parquet, or table for people (default: what the ending of --output says; table on a terminal, else ndjson)',
      choices: formatNames,
    },
    { flags: '--count', description: 'print only how many records there are; reads the ids of all of them' },
    { flags: '-o, --output <file>', description: 'write to this file instead of standard output' },
    {
      flags: '--receipt <file>',
      description: 'write a receipt, which says whether the read is complete, to this file as JSON',
    },
    { flags: '--checkpoint <file>', description: 'save the position here, and continue from it' },
    { flags: '--csv-safe', description: 'put an apostrophe before cells that a spreadsheet would run as a formula' },
    {
      flags: '--text-column <name>',
      description: 'keep this parquet column as text whatever its type is',
      isRepeatable: true,
    },
    { flags: '--progress', description: 'print the progress to standard error even if it is not a terminal' },
    { flags: '--json', description: 'same as --format ndjson' },
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector query invoices --where status=approved --fields id,invoice-number,supplier.name --limit 10',
    "coupa-connector query invoices --where 'total-with-taxes>1000' --format csv --output invoices.csv",
    'coupa-connector query invoices --where status=approved --count',
    'coupa-connector query suppliers --format parquet --output suppliers.parquet --receipt suppliers.receipt.json',
    'coupa-connector query invoices --updated-after 2026-01-01 --checkpoint invoices.checkpoint --output today.ndjson',
  ],
  run: async (input, context) => {
    if (input.flag('count')) return await (await import('./run-count.ts')).runCount(input, context)
    return await (await import('./run-query.ts')).runQuery(input, context)
  },
}
