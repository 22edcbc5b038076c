import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'

const options: readonly OptionDeclaration[] = [
  { flags: '--object <name>', description: 'what the file has: invoice, supplier, …; "flat-file objects" lists them' },
  { flags: '-o, --output <file>', description: 'write to this file instead of standard output' },
]

const read: Command = {
  name: 'read',
  summary: 'print the records of a flat file as NDJSON',
  description:
    "Columns are found by name, in any order. Lines are nested under their records, under Coupa's own names of fields; all\n" +
    'values are text, and empty cells are left out. A column that Coupa does not have becomes a custom field, with a note.',
  arguments: [{ name: '<file>', description: 'the file; "-" reads standard input' }],
  options,
  examples: [
    'coupa-connector flat-file read InvoiceHeader_20260301_080000Z_1.csv --object invoice',
    'coupa-connector flat-file read suppliers.csv --object supplier --output suppliers.ndjson',
  ],
  run: async (input, context) => (await import('./run-read.ts')).runRead(input, context),
}

const write: Command = {
  name: 'write',
  summary: 'write records as a flat file',
  description:
    'The file has the columns that some record has a value for, in the order of Coupa, and with --header-of those of another\n' +
    'file. A field that Coupa has no column for is an error.',
  arguments: [{ name: '<records>', description: 'a file with a JSON object a line; "-" reads standard input' }],
  options: [
    ...options,
    { flags: '--header-of <file>', description: 'write the header rows of this flat file, and no other columns' },
    {
      flags: '--custom-field <name=prompt>',
      description: "prompt name of a custom field, which is the name of its column: erp-number='ERP Number'",
      isRepeatable: true,
    },
    {
      flags: '--split',
      description: 'write as many files as Coupa needs: NAME_001.csv, NAME_002.csv, … of --output NAME.csv',
    },
    { flags: '--ignore-unknown', description: 'leave out fields that there is no column for' },
  ],
  examples: [
    'coupa-connector flat-file write suppliers.ndjson --object supplier --output suppliers_20260301.csv',
    "coupa-connector flat-file write suppliers.ndjson --object supplier --custom-field erp-number='ERP Number'",
    'coupa-connector flat-file write suppliers.ndjson --object supplier --split --output suppliers.csv',
    'coupa-connector flat-file write invoices.ndjson --object invoice --header-of template.csv',
  ],
  run: async (input, context) => (await import('./run-write.ts')).runWrite(input, context),
}

const objects: Command = {
  name: 'objects',
  summary: 'list the objects, and the columns of one',
  arguments: [{ name: '[object]', description: 'list the row types and columns of this object' }],
  examples: ['coupa-connector flat-file objects', 'coupa-connector flat-file objects supplier'],
  run: async (input, context) => (await import('./list-objects.ts')).listObjects(input, context),
}

/** Coupa's flat files, without a connection. */
export const flatFileCommand: CommandBody = {
  description:
    'Flat files are what Coupa takes and gives by SFTP: CSV with header rows for several row types. No connection is needed.',
  examples: [
    'coupa-connector flat-file objects supplier',
    'coupa-connector flat-file read suppliers.csv --object supplier --output suppliers.ndjson',
    'coupa-connector flat-file write suppliers.ndjson --object supplier --split --output suppliers.csv',
  ],
  commands: [read, write, objects],
}
