import type { Command, OptionDeclaration } from '../../command/command.ts'
import { connectionOptions } from '../../command/shared-options.ts'
import { fileArgument, progressOption, setFileOption, setOption, settingsHelp, stateOption } from './process-options.ts'

/** Which records a back-fill reads, and whether it marks them. */
export const rangeOptions: readonly OptionDeclaration[] = [
  { flags: '--from <time>', description: 'the first instant: 2025-01-01, or a time with its zone' },
  { flags: '--until <time>', description: 'the first instant that is left out' },
  {
    flags: '--by <time>',
    description: 'which time of the records that is (default: updated-at)',
    choices: ['updated-at', 'created-at'],
  },
  {
    flags: '--ids <range>',
    description: 'records with these ids: 1000..2000, 1000.. or ..2000; both ends belong to it',
  },
  {
    flags: '--again',
    description: 'also deliver what has not changed since it was delivered: after a change of the mapping',
  },
  { flags: '--acknowledge', description: 'acknowledge what is delivered, as runs do (default: nothing is marked)' },
]

/** Delivers a range of records beside the runs of a process. */
export const backFillCommand: Command = {
  name: 'backfill',
  summary: 'deliver the records of a range again, beside the runs of the process',
  description: `Reads the records of a range of times or ids, with the conditions of the process but whatever their mark, and delivers those whose
content the process has not delivered yet, or all of them with --again. Nothing is marked as exported without --acknowledge, and runs continue where they were. Killed or interrupted, the same command line continues it.

It takes at most 40 % of the organization's requests. Runs of the process can go on at the same time; to SFTP and with --acknowledge they take turns.

${settingsHelp}

Exit code: as for "processes run".`,
  arguments: [fileArgument],
  options: [
    ...rangeOptions,
    setOption,
    setFileOption,
    stateOption,
    { flags: '--limit <number>', description: 'stop after this many records' },
    { flags: '--receipt <file>', description: 'write the receipt of the run to this file as JSON' },
    progressOption,
    { flags: '--json', description: 'print the receipt as JSON' },
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector processes backfill ok-to-pay.json --from 2025-01-01 --until 2026-01-01 --set target.folder=./out',
    'coupa-connector processes backfill ok-to-pay.json --ids 1000..2000 --set target.folder=./out',
  ],
  run: async (input, context) => (await import('./run-once.ts')).backFillOnce(input, context),
}
