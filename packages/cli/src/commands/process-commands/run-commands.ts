import type { Command, OptionDeclaration } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'
import type { OnHub } from './file-or-name.ts'

const runArgument = { name: '<run>', description: 'id of a run, or name of a process that has one under way' }
const waitOption: OptionDeclaration = {
  flags: '--wait',
  description: 'of a process of a hub: wait for the end, with the counts on standard error, and print the receipt',
}

/** What commands that take a file do with a process of a hub, by their names. */
export const onHub: Readonly<Record<string, OnHub>> = {
  run: {
    shared: ['limit', 'force', 'accept-inactivations', 'receipt', 'progress', 'json'],
    description:
      'With the name of a process of a hub, the run is started on the container of its deployment, and this program waits for the end\n' +
      'only with --wait or --receipt. Settings and secrets come from the deployment.',
    options: [
      waitOption,
      { flags: '--ids <list>', description: 'of a process of a hub: only these records, separated by commas' },
    ],
    examples: ['coupa-connector processes run ok-to-pay --environment test --wait'],
    run: async (input, context) => (await import('../hub-processes/runs/run-on-hub.ts')).runOnHub(input, context),
  },
  check: {
    shared: ['json'],
    description:
      'With the name of a process of a hub, its container does this with the settings of the deployment, and reads one record from\n' +
      'Coupa and shapes it before.',
    examples: ['coupa-connector processes check ok-to-pay --environment test'],
    run: async (input, context) => (await import('../hub-processes/runs/run-on-hub.ts')).checkOnHub(input, context),
  },
  reconcile: {
    shared: ['compare', 'accept-deletions', 'receipt', 'json'],
    description: 'With the name of a process of a hub, the run is started on its container; --wait waits for the end.',
    options: [waitOption],
    examples: ['coupa-connector processes reconcile suppliers --wait'],
    run: async (input, context) =>
      (await import('../hub-processes/runs/kinds-on-hub.ts')).reconcileOnHub(input, context),
  },
  backfill: {
    shared: ['from', 'until', 'by', 'ids', 'again', 'acknowledge', 'limit', 'receipt', 'progress', 'json'],
    description:
      'With the name of a process of a hub, it is started on the container of the deployment, beside the runs by schedule; --wait waits\n' +
      'for the end.',
    options: [waitOption],
    examples: ['coupa-connector processes backfill ok-to-pay --from 2025-01-01 --until 2026-01-01 --wait'],
    run: async (input, context) =>
      (await import('../hub-processes/runs/kinds-on-hub.ts')).backFillOnHub(input, context),
  },
  preview: {
    shared: ['records', 'ids', 'json'],
    description:
      'With the name of a process of a hub, its container reads up to 100 records with the connection of the deployment, also while a\n' +
      'run is under way.',
    examples: ['coupa-connector processes preview ok-to-pay --records 3'],
    run: async (input, context) => (await import('../hub-processes/runs/kinds-on-hub.ts')).previewOnHub(input, context),
  },
  verify: {
    shared: ['json'],
    description:
      'With the name of a process of a hub, its container compares everything that the deployment delivered or loaded; with the id of a\n' +
      'run, what that run delivered. It waits for a run that is under way.',
    examples: ['coupa-connector processes verify ok-to-pay --environment test'],
    run: async (input, context) => (await import('../hub-processes/runs/kinds-on-hub.ts')).verifyOnHub(input, context),
  },
  failures: {
    shared: ['show', 'class', 'ids', 'run', 'all', 'output', 'json'],
    description:
      'With the name of a process of a hub, these are the records of its deployment. Showing one of them takes an operator, and is written\n' +
      'to the audit log.',
    examples: ['coupa-connector processes failures ok-to-pay --environment test'],
    run: async (input, context) =>
      (await import('../hub-processes/failures/failures-on-hub.ts')).listFailuresOnHub(input, context),
  },
  retry: {
    shared: ['class', 'ids', 'run', 'with', 'receipt', 'progress', 'json'],
    description: 'With the name of a process of a hub, the run is started on its container; --wait waits for the end.',
    options: [waitOption],
    examples: ['coupa-connector processes retry ok-to-pay --class invalid --wait'],
    run: async (input, context) =>
      (await import('../hub-processes/failures/failure-record-on-hub.ts')).retryOnHub(input, context),
  },
  dismiss: {
    shared: ['class', 'ids', 'run', 'reason', 'mark-exported', 'json'],
    description:
      'With the name of a process of a hub, these are the records of its deployment, and a run on its container marks them; --wait waits\n' +
      'for its end.',
    options: [waitOption],
    examples: ['coupa-connector processes dismiss ok-to-pay --ids 1209 --reason "paid by hand"'],
    run: async (input, context) =>
      (await import('../hub-processes/failures/failures-on-hub.ts')).dismissOnHub(input, context),
  },
  waiting: {
    shared: ['json'],
    description: 'With the name of a process of a hub, these are the records of its deployment.',
    examples: ['coupa-connector processes waiting ok-to-pay --environment test'],
    run: async (input, context) =>
      (await import('../hub-processes/answers/answers-on-hub.ts')).listWaitingOnHub(input, context),
  },
  ack: {
    shared: ['file', 'ids', 'accepted', 'refused', 'message', 'document-number', 'progress', 'json'],
    description:
      'With the name of a process of a hub, a run on the container of its deployment tells Coupa; --wait waits for its end.',
    options: [waitOption],
    examples: ['coupa-connector processes ack ok-to-pay answers.csv --environment test --wait'],
    run: async (input, context) =>
      (await import('../hub-processes/answers/answers-on-hub.ts')).giveAnswersOnHub(input, context),
  },
  reset: {
    shared: ['to'],
    description: 'With the name of a process of a hub, its deployment forgets; no run may be under way.',
    examples: ['coupa-connector processes reset ok-to-pay --environment test --to position'],
    run: async (input, context) =>
      (await import('../hub-processes/failures/failures-on-hub.ts')).resetOnHub(input, context),
  },
}

/** Runs of processes of a hub. */
export const runCommands: readonly Command[] = [
  {
    name: 'runs',
    summary: 'list runs on a hub, the newest first',
    arguments: [{ name: '[name]', description: 'only runs of this process' }],
    options: [
      { flags: '--environment <name>', description: 'only those in this environment' },
      {
        flags: '--state <state>',
        description: 'only those in this state',
        choices: ['running', 'queued', 'waiting', 'ended', 'skipped'],
      },
      { flags: '--limit <number>', description: 'maximum number of runs, up to 200 (default: 20)' },
      { flags: '--watch', description: 'look again every two seconds, until Ctrl-C' },
      jsonOption,
    ],
    examples: ['coupa-connector processes runs ok-to-pay --state running', 'coupa-connector processes runs --watch'],
    run: async (input, context) => (await import('../hub-processes/runs/hub-runs.ts')).listHubRuns(input, context),
  },
  {
    name: 'find',
    summary: 'say where a record is: runs, batches, files, and outcomes of loads',
    description:
      'Finds a record by its number as Coupa has it, by its key in a load, or by its id in Coupa, over all processes of a hub; with\n' +
      '--process, those of one process, or of a definition in a file.',
    arguments: [{ name: '<key>', description: 'number, key or id of a record, such as INV-4711' }],
    options: [
      { flags: '--process <process>', description: 'only this process of a hub, or a definition in a file' },
      { flags: '--environment <name>', description: 'of a process of a hub: only where it is deployed there' },
      { flags: '--state <folder>', description: 'of a file: where the process remembers what it did' },
      { flags: '--limit <number>', description: 'maximum number of places, up to 200 (default: 50)' },
      jsonOption,
    ],
    examples: [
      'coupa-connector processes find INV-4711',
      'coupa-connector processes find ERP-2002 --process suppliers.json',
    ],
    run: async (input, context) => (await import('../hub-processes/find-record.ts')).findRecord(input, context),
  },
  {
    name: 'follow',
    summary: 'wait for the end of a run on a hub, and print its receipt',
    description: 'Exit code: as for "processes run". Ending this program does not end the run.',
    arguments: [runArgument],
    options: [
      { flags: '--receipt <file>', description: 'write the receipt of the run to this file as JSON' },
      { flags: '--json', description: 'print the receipt as JSON' },
    ],
    examples: ['coupa-connector processes follow ok-to-pay'],
    run: async (input, context) => (await import('../hub-processes/runs/hub-runs.ts')).followRun(input, context),
  },
  {
    name: 'results',
    summary: 'show what became of each record that a run of a load on a hub has loaded',
    description:
      'The same as the file beside the input. Queries and APIs have no place for one, so that the hub alone keeps their outcomes, for 30 days.',
    arguments: [{ name: '<run>', description: 'id of a run, or name of a process for its last run that has ended' }],
    options: [
      { flags: '--output <file>', description: 'write the outcomes to this file instead: .ndjson or .csv' },
      jsonOption,
    ],
    examples: [
      'coupa-connector processes results load-suppliers',
      'coupa-connector processes results load-suppliers --output outcomes.csv',
    ],
    run: async (input, context) =>
      (await import('../hub-processes/runs/results-on-hub.ts')).showResults(input, context),
  },
  {
    name: 'cancel',
    summary: 'end a run on a hub after the batch in hand; asked again, at once',
    arguments: [runArgument],
    options: [jsonOption],
    examples: ['coupa-connector processes cancel ok-to-pay'],
    run: async (input, context) => (await import('../hub-processes/runs/hub-runs.ts')).cancelRun(input, context),
  },
]
