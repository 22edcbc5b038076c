import type { Context } from '../../command/context.ts'
import { print, printJson } from '../../terminal/print.ts'
import { describeError } from '../../terminal/report-error.ts'
import { createStyle } from '../../terminal/style.ts'
import type { AttachmentFile } from './attachment-file.ts'
import type { FileOutcome } from './fetch-files.ts'
import { isTooLong } from './file-name.ts'

export interface ReportFilesOptions {
  /** How many attachments there are, with those that are not files. */
  readonly attachments: number
  /** One line of JSON for each file on standard output. */
  readonly asJson: boolean
}

/** Tells what became of each file as it is known, and at the end what failed and why. Resolves with how many failed. */
export async function reportFiles(
  outcomes: AsyncIterable<{ readonly attachment: AttachmentFile; readonly outcome: FileOutcome }>,
  { attachments, asJson }: ReportFilesOptions,
  context: Context,
): Promise<number> {
  const style = createStyle(context, 'stderr')
  const counts = { saved: 0, present: 0, failed: 0 }
  const failures: string[] = []
  for await (const { attachment, outcome } of outcomes) {
    counts[outcome.status]++
    if (outcome.status === 'failed') {
      const { text } = await describeError(outcome.error)
      failures.push(`${style('red', 'failed:')} attachment ${attachment.id}${nameOf(attachment)}: ${text}`)
    } else if (outcome.status === 'present') {
      await print(context.stderr, `${outcome.file} is ${doubtOf(attachment, outcome) ?? 'complete already'}\n`)
    } else {
      const notes = [isTooLong(attachment.name) ? 'its name was too long' : undefined, doubtOf(attachment, outcome)]
      const told = notes.filter((note) => note !== undefined).join('; ')
      await print(context.stderr, `Saved ${outcome.file}${told === '' ? '' : ` (${told})`}\n`)
    }
    if (asJson) await printJson(context.stdout, outcomeLine(attachment, outcome))
  }
  for (const failure of failures) await print(context.stderr, `${failure}\n`)
  await print(context.stderr, `${summary(counts, attachments)}\n`)
  return counts.failed
}

/** Says that a file may not be whole, if so. */
function doubtOf(
  { sizeBytes }: AttachmentFile,
  { unexpectedBytes }: { readonly unexpectedBytes?: number },
): string | undefined {
  if (unexpectedBytes === undefined) return undefined
  return `${unexpectedBytes} bytes long, and Coupa's list says ${sizeBytes}: look whether it is whole`
}

function summary({ saved, present, failed }: Record<FileOutcome['status'], number>, attachments: number): string {
  const files = saved + present + failed
  const parts = [
    `${saved} saved`,
    ...(present > 0 ? [`${present} complete already`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  const others = attachments - files
  const rest = others > 0 ? ` ${others} more ${others === 1 ? 'is a text or a link' : 'are texts or links'}.` : ''
  return `${files} ${files === 1 ? 'file' : 'files'}: ${parts.join(', ')}.${rest}`
}

function nameOf({ name }: AttachmentFile): string {
  if (name === undefined) return ''
  return ` (${JSON.stringify(name.length > 60 ? `${name.slice(0, 60).toWellFormed()}…` : name)})`
}

function outcomeLine({ id, name }: AttachmentFile, outcome: FileOutcome): Readonly<Record<string, unknown>> {
  if (outcome.status !== 'failed') return { id, name, ...outcome }
  const { error } = outcome
  return {
    id,
    name,
    status: 'failed',
    error: { code: 'code' in error ? error.code : undefined, message: error.message },
  }
}
