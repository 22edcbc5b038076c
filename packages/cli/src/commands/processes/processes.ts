import type { Command, CommandBody, OptionDeclaration } from '../../command/command.ts'
import { connectionOptions, jsonOption } from '../../command/shared-options.ts'
import { backFillCommand } from './back-fill-command.ts'
import {
  acceptDeletionsOption,
  fileArgument,
  progressOption,
  setFileOption,
  setOption,
  settingsHelp,
  stateOption,
} from './process-options.ts'

const templates: Command = {
  name: 'templates',
  summary: 'list the templates of processes',
  options: [jsonOption],
  run: async (input, context) => (await import('./list-templates.ts')).listTemplates(input, context),
}

const create: Command = {
  name: 'new',
  summary: 'write a definition from a template',
  description:
    'The definition is written to standard output, or to a new file. Edit it as you like; "validate" checks it.',
  arguments: [{ name: '<template>', description: 'such as E01 or L09; "templates" lists them' }],
  options: [
    {
      flags: '--destination <kind>',
      description: "the other end (default: files); for loads into Coupa, flat-files writes into Coupa's SFTP inbox",
      choices: ['files', 'sftp', 's3', 'postgresql', 'http', 'rest', 'flat-files'],
    },
    {
      flags: '--shape <shape>',
      description: 'nested: documents as Coupa has them; tables: header and lines apart; flat: one row a line',
      choices: ['nested', 'flat', 'tables'],
    },
    {
      flags: '--source <kind>',
      description: 'for loads into Coupa, where records come from (default: files)',
      choices: ['files', 'sftp', 's3', 'postgresql', 'http'],
    },
    {
      flags: '--format <format>',
      description: 'how files are written, or read',
      choices: ['ndjson', 'csv', 'parquet', 'flat-file'],
    },
    {
      flags: '--acknowledge <mode>',
      description: 'when Coupa is told that a document was exported',
      choices: ['none', 'after-commit', 'after-answer', 'before-delivery'],
    },
    { flags: '--resource <name>', description: 'the resource, for templates of any resource' },
    { flags: '--object <name>', description: 'what the flat files have, for templates of several, such as L33' },
    { flags: '--name <name>', description: 'name of the process' },
    { flags: '-o, --output <file>', description: 'write to this new file instead of standard output' },
  ],
  examples: [
    'coupa-connector processes new E01 --destination files --format csv --name ok-to-pay --output ok-to-pay.json',
    'coupa-connector processes new E01 --destination postgresql --output invoices.json',
    'coupa-connector processes new L09 --source files --format csv --output suppliers.json',
    'coupa-connector processes new L09 --destination flat-files --output suppliers-as-flat-files.json',
  ],
  run: async (input, context) => (await import('./new-process.ts')).newProcess(input, context),
}

const validate: Command = {
  name: 'validate',
  summary: 'check a definition, without sending anything',
  arguments: [fileArgument],
  options: [jsonOption],
  run: async (input, context) => (await import('./validate-process.ts')).validateProcess(input, context),
}

const check: Command = {
  name: 'check',
  summary: 'test the other end of a process, stage by stage',
  description: `Reaches the other end, signs in, writes something, commits it, and takes it back; then says what the tables there need before
records fit. Of a load, it reads the source, and tests that outcomes can be written beside it. Nothing is left behind, and Coupa is
not asked: "coupa-connector test" tests that side.

${settingsHelp}

Exit code: 0 it works, 1 it does not, 2 the settings are not right and nothing was sent.`,
  arguments: [fileArgument],
  options: [setOption, setFileOption, jsonOption],
  examples: [
    'coupa-connector processes check ok-to-pay.json --set target.folder=./out',
    'coupa-connector processes check ok-to-pay.json --set target.url=postgresql://me@db.example.com/warehouse --json',
    'coupa-connector processes check suppliers.json --set source.folder=./inbox',
  ],
  run: async (input, context) => (await import('./check-other-end.ts')).checkOtherEnd(input, context),
}

const preview: Command = {
  name: 'preview',
  summary: 'show what records would become, without writing or marking anything',
  description: settingsHelp,
  arguments: [fileArgument],
  options: [
    setOption,
    setFileOption,
    { flags: '--records <number>', description: 'how many records (default: 10)' },
    { flags: '--ids <list>', description: 'these records, separated by commas' },
    jsonOption,
    ...connectionOptions,
  ],
  examples: ['coupa-connector processes preview ok-to-pay.json --records 3'],
  run: async (input, context) => (await import('./preview-process.ts')).previewProcess(input, context),
}

const run: Command = {
  name: 'run',
  summary: 'run a process once, on this machine',
  description: `Reads Coupa, shapes the records, delivers them, and then marks them as exported in Coupa, if the process acknowledges. What
the run did is kept in the state, on the disk before the next step: a run that is killed at any moment is continued by the
same command line, without a loss or a repetition. A process has one run at a time.

${settingsHelp}

Exit code: 0 everything succeeded, 3 some records were set aside ("failures" lists them), 1 the run failed, 2 the command line or the
definition is wrong and nothing was sent.`,
  arguments: [fileArgument],
  options: [
    setOption,
    setFileOption,
    stateOption,
    { flags: '--limit <number>', description: 'stop after this many records' },
    { flags: '--force', description: 'for loads: load an input although its content was loaded before' },
    {
      flags: '--accept-inactivations',
      description: 'for loads: make everything inactive that the input no longer has, however much that is',
    },
    acceptDeletionsOption,
    { flags: '--receipt <file>', description: 'write the receipt of the run to this file as JSON' },
    progressOption,
    { flags: '--json', description: 'print the receipt as JSON' },
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector processes run ok-to-pay.json --set target.folder=./out',
    'coupa-connector processes run ok-to-pay.json --set target.url=postgresql://me@db.example.com/warehouse',
    'coupa-connector processes run suppliers.json --set source.file=suppliers.csv',
  ],
  run: async (input, context) => (await import('./run-once.ts')).runOnce(input, context),
}

const reconcile: Command = {
  name: 'reconcile',
  summary: 'compare both ends of a process, and deliver what differs',
  description: `Reads the ids and times of all records, 50 in a request, and compares them with what was delivered. What changed unnoticed is
delivered, and what Coupa does not have any more is marked as deleted at the destination; no row and no file is removed. Nothing is marked
as exported. If more is gone than limits.deletions of the definition allows (100 records, 5 %), nothing is marked as deleted, and the run
fails with NEEDS_CONFIRMATION.

Processes that read only what changed never see a deletion: let them reconcile once a week.`,
  arguments: [fileArgument],
  options: [
    setOption,
    setFileOption,
    stateOption,
    {
      flags: '--compare <what>',
      description: 'times: by updated-at (default); content: whole records, in as many requests with longer answers',
      choices: ['times', 'content'],
    },
    acceptDeletionsOption,
    { flags: '--receipt <file>', description: 'write the receipt of the run to this file as JSON' },
    { flags: '--json', description: 'print the receipt as JSON' },
    ...connectionOptions,
  ],
  examples: ['coupa-connector processes reconcile suppliers.json --set target.folder=./out'],
  run: async (input, context) => (await import('./run-once.ts')).reconcileOnce(input, context),
}

const classOption: OptionDeclaration = {
  flags: '--class <class>',
  description: 'only failures of this class',
  choices: ['invalid', 'refused', 'forbidden', 'gone', 'transient', 'missing-reference', 'conflict', 'unknown'],
}
const idsOption: OptionDeclaration = {
  flags: '--ids <list>',
  description: 'only these records, separated by commas; those of a load by their keys',
}

const runOption: OptionDeclaration = {
  flags: '--run <run>',
  description: 'only those of this run, the one that saw them last',
}

const failures: Command = {
  name: 'failures',
  summary: 'list the records that were set aside, and why; or show one of them',
  description: `With --show, one record is shown as it was read and as it was mapped, without what is sensitive; --output writes it as it was read to
a file. Records are kept for 30 days. Of a load, correct the record in that file, and try it with "retry --ids KEY --with FILE".`,
  arguments: [fileArgument],
  options: [
    { flags: '--show <record>', description: 'show this record, by its id, or by its key of a load' },
    stateOption,
    classOption,
    idsOption,
    runOption,
    {
      flags: '-o, --output <file>',
      description: 'write them with all that is known to this file: .csv or .ndjson; with --show, the record as JSON',
    },
    { flags: '--all', description: 'also those that were fixed or dismissed' },
    jsonOption,
  ],
  run: async (input, context) => (await import('./list-failures.ts')).listFailures(input, context),
}

const retry: Command = {
  name: 'retry',
  summary: 'run a process for the records that were set aside',
  description: `The records are read again from Coupa; those of a load are taken as the input had them. Without --class, --ids or --run, all open
failures are retried.

With --with, a corrected record of a load takes the place of the one that --ids names. It is checked as every record is, and counts from
now on wherever an input has the uncorrected record again.`,
  arguments: [fileArgument],
  options: [
    setOption,
    setFileOption,
    stateOption,
    classOption,
    idsOption,
    runOption,
    { flags: '--with <file>', description: 'for loads: the corrected record as JSON; "-" for standard input' },
    { flags: '--receipt <file>', description: 'write the receipt of the run to this file as JSON' },
    progressOption,
    { flags: '--json', description: 'print the receipt as JSON' },
    ...connectionOptions,
  ],
  run: async (input, context) => (await import('./run-once.ts')).retryFailures(input, context),
}

const dismiss: Command = {
  name: 'dismiss',
  summary: 'take failures off the list, with a reason',
  description: `With --mark-exported, the records are marked as exported in Coupa, so that a work list does not offer them again. What Coupa does not
mark stays on the list. It is for records that somebody has seen to, such as invoices that were entered by hand.

Exit code: 0 all were dismissed, 3 Coupa did not mark some of them, 1 Coupa could not be told.`,
  arguments: [fileArgument],
  options: [
    stateOption,
    classOption,
    idsOption,
    runOption,
    { flags: '--reason <text>', description: 'why nothing has to be done; it is kept' },
    { flags: '--mark-exported', description: 'also mark the records as exported in Coupa' },
    jsonOption,
    ...connectionOptions,
  ],
  run: async (input, context) => (await import('./dismiss-failures.ts')).dismissFailures(input, context),
}

const ack: Command = {
  name: 'ack',
  summary: 'take the answers of the consumer, and tell Coupa',
  description: `For processes with acknowledge.mode after-answer: what is delivered waits until the consumer says what became of it. Accepted
records are marked as exported in Coupa; refused ones are not, and are listed by "failures" with the consumer's code and message.
Answers are kept before Coupa is told, also while a run is under way. Giving an answer twice does no harm.

A file is CSV with a header line, or JSON with an object a line. Its columns: id, outcome (accepted or refused), code, message,
documentNumber; and version, sequence or batch to say which delivery is meant. Further columns are values that
acknowledge.writeBack can write into Coupa. "-" is standard input. Without a file and without --ids, answers are taken from the place
that acknowledge.answers of the definition names, as every run does.

Exit code: 0 all answers were taken, 3 some were not or some records could not be acknowledged, 1 Coupa could not be told, 2 the
command line or the file is wrong and no answer was taken.`,
  arguments: [fileArgument, { name: '[answers]', description: 'the answers: .csv or .ndjson; "-" for standard input' }],
  options: [
    { flags: '--file <file>', description: 'the same as an option' },
    { flags: '--ids <list>', description: 'the records that this answer is about, separated by commas' },
    { flags: '--accepted', description: 'they were accepted' },
    { flags: '--refused <code>', description: 'they were refused, with the code of the reason' },
    { flags: '--message <text>', description: 'why they were refused' },
    { flags: '--document-number <number>', description: 'number of the document that an accepted record became' },
    progressOption,
    stateOption,
    setOption,
    setFileOption,
    jsonOption,
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector processes ack ok-to-pay.json --ids 1204,1207 --accepted',
    'coupa-connector processes ack ok-to-pay.json --ids 1209 --refused NO_COST_CENTER --message "Cost center 400 is closed."',
    'coupa-connector processes ack ok-to-pay.json answers.csv',
  ],
  run: async (input, context) => (await import('./take-given-answers.ts')).takeGivenAnswers(input, context),
}

const waiting: Command = {
  name: 'waiting',
  summary: 'list the delivered records that wait for an answer of the consumer',
  description: 'Version, sequence and batch name the delivery; a file of answers for "ack" may use any of them.',
  arguments: [fileArgument],
  options: [stateOption, jsonOption],
  run: async (input, context) => (await import('./list-waiting.ts')).listWaiting(input, context),
}

const verify: Command = {
  name: 'verify',
  summary: 'read both ends again, and compare them with what was delivered or loaded',
  description: `Says which batches are not at the destination any more, and which records changed in Coupa after they were delivered or lost
their mark. Of a load, it says where Coupa differs from what was loaded. It changes nothing. Exit code: 0 nothing differs, 3
something does.`,
  arguments: [fileArgument],
  options: [setOption, setFileOption, stateOption, jsonOption, ...connectionOptions],
  run: async (input, context) => (await import('./verify-process.ts')).verifyProcess(input, context),
}

const reset: Command = {
  name: 'reset',
  summary: 'make a process forget where it stood',
  arguments: [fileArgument],
  options: [
    stateOption,
    {
      flags: '--to <what>',
      description:
        'organization: accept the present one; position: read from the beginning, deliver only what changed; everything: forget all, deliver all again',
      choices: ['organization', 'position', 'everything'],
    },
  ],
  run: async (input, context) => (await import('./reset-process.ts')).resetProcess(input, context),
}

/** Moves data out of Coupa, or into it, by a definition in a file. */
export const processesCommand: CommandBody = {
  description: `A process is a definition in a file. An export (templates E…) says what is read in Coupa, how records are shaped, where they go,
and when Coupa is told. A load (templates L…) says where records come from, and how they are found again in Coupa. Begin with a
template, look at a preview, and run it.`,
  examples: [
    'coupa-connector processes new E01 --destination files --format csv --name ok-to-pay --output ok-to-pay.json',
    'coupa-connector processes preview ok-to-pay.json',
    'coupa-connector processes run ok-to-pay.json --set target.folder=./out',
    'coupa-connector processes new L09 --source files --format csv --output suppliers.json',
    'coupa-connector processes run suppliers.json --set source.file=suppliers.csv',
  ],
  commands: [
    ...[templates, create, validate, check, preview, run, reconcile, backFillCommand],
    ...[failures, retry, dismiss, waiting, ack, verify, reset],
  ],
}
