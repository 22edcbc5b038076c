import type { Run } from '@coupa-connector/protocol'
import type { LoadPreview, MonitoringCheck, RecordPreview, Verification } from '@coupa-connector/runner'
import type { Context } from '../../../command/context.ts'
import { printable } from '../../../terminal/printable.ts'
import { loadPreviewText } from '../../loads/preview-load.ts'
import { previewJson, previewText } from '../../processes/preview-process.ts'
import { verificationText } from '../../processes/verify-process.ts'

/** What a preview or a verification on a hub came to, as data; undefined for another run, and for one that came to nothing. */
export function lookJson(run: Run): string | undefined {
  const [verification, preview] = [verificationOf(run), previewOf(run)]
  if (verification !== undefined) return `${JSON.stringify(verification)}\n`
  const load = loadPreviewOf(run)
  if (load !== undefined) return `${JSON.stringify({ records: load })}\n`
  return preview && previewJson(preview.records, preview.coupaMonitoring)
}

/** The same for people. */
export async function lookText(run: Run, context: Context): Promise<string | undefined> {
  const [verification, preview] = [verificationOf(run), previewOf(run)]
  if (verification !== undefined) return printable(await verificationText(verification, context))
  const load = loadPreviewOf(run)
  if (load !== undefined) return loadPreviewText({ process: run.process.name }, load)
  if (preview === undefined) return undefined
  const { records, resource, coupaMonitoring, leftOut = 0 } = preview
  const rest = leftOut === 0 ? '' : `${leftOut} more would be too large for an answer of the hub.\n`
  const named = { process: run.process.name, source: { resource } }
  return printable(`${previewText(named, records, coupaMonitoring)}${rest}`)
}

function verificationOf({ kind, receipt }: Run): Verification | undefined {
  if (kind !== 'verify' || receipt === null || !Array.isArray(receipt.differences)) return undefined
  const { batches, records, differences } = receipt
  return { batches: Number(batches), records: Number(records), differences }
}

interface Preview {
  readonly resource: string
  readonly records: readonly RecordPreview[]
  readonly coupaMonitoring?: MonitoringCheck | undefined
  readonly leftOut?: number | undefined
}

function loadPreviewOf({ kind, receipt }: Run): readonly LoadPreview[] | undefined {
  if (kind !== 'preview' || receipt === null || receipt.direction !== 'in') return undefined
  return receipt.records as readonly LoadPreview[] // as the container made it
}

function previewOf({ kind, receipt }: Run): Preview | undefined {
  if (kind !== 'preview' || receipt === null || !Array.isArray(receipt.records)) return undefined
  return receipt as unknown as Preview // as the container made it
}
