import type { Run } from '@coupa-connector/protocol'
import type {
  LoadDifference,
  LoadPreview,
  LoadVerification,
  MonitoringCheck,
  RecordPreview,
  Verification,
} from '@coupa-connector/runner'
import type { Context } from '../../../command/context.ts'
import { printable } from '../../../terminal/printable.ts'
import { loadPreviewText } from '../../loads/preview-load.ts'
import { loadVerificationText } from '../../loads/verify-load.ts'
import { previewJson, previewText } from '../../processes/preview-process.ts'
import { verificationText } from '../../processes/verify-process.ts'

/** What a preview or a verification on a hub came to, as data; undefined for another run, and for one that came to nothing. */
export function lookJson(run: Run): string | undefined {
  const [verification, preview] = [verificationOf(run), previewOf(run)]
  const found = verification ?? loadVerificationOf(run)
  if (found !== undefined) return `${JSON.stringify(found)}\n`
  const load = loadPreviewOf(run)
  if (load !== undefined) return `${JSON.stringify({ records: load })}\n`
  return preview && previewJson(preview.records, preview.coupaMonitoring)
}

/** The same for people. */
export async function lookText(run: Run, context: Context): Promise<string | undefined> {
  const [verification, preview] = [verificationOf(run), previewOf(run)]
  if (verification !== undefined) return printable(await verificationText(verification, context))
  const loaded = loadVerificationOf(run)
  if (loaded !== undefined) return printable(await loadVerificationText(loaded, context))
  const load = loadPreviewOf(run)
  if (load !== undefined) return `${loadPreviewText({ process: run.process.name }, load)}${leftOutText(run)}`
  if (preview === undefined) return undefined
  const { records, resource, coupaMonitoring } = preview
  const named = { process: run.process.name, source: { resource } }
  return printable(`${previewText(named, records, coupaMonitoring)}${leftOutText(run)}`)
}

function leftOutText({ receipt }: Run): string {
  const leftOut = Number(receipt?.leftOut ?? 0)
  return leftOut === 0 ? '' : `${leftOut} more would be too large for an answer of the hub.\n`
}

function verificationOf({ kind, receipt }: Run): Verification | undefined {
  if (kind !== 'verify' || receipt === null || receipt.direction === 'in') return undefined
  if (!Array.isArray(receipt.differences)) return undefined
  const { batches, records, differences } = receipt
  return { batches: Number(batches), records: Number(records), differences }
}

function loadVerificationOf({ kind, receipt }: Run): LoadVerification | undefined {
  if (kind !== 'verify' || receipt === null || receipt.direction !== 'in') return undefined
  const { records, differing, differences } = receipt
  const listed = differences as readonly LoadDifference[] // as the container made it
  return { records: Number(records), differing: Number(differing), differences: listed }
}

interface Preview {
  readonly resource: string
  readonly records: readonly RecordPreview[]
  readonly coupaMonitoring?: MonitoringCheck | undefined
}

function loadPreviewOf({ kind, receipt }: Run): readonly LoadPreview[] | undefined {
  if (kind !== 'preview' || receipt === null || receipt.direction !== 'in') return undefined
  return receipt.records as readonly LoadPreview[] // as the container made it
}

function previewOf({ kind, receipt }: Run): Preview | undefined {
  if (kind !== 'preview' || receipt === null || !Array.isArray(receipt.records)) return undefined
  return receipt as unknown as Preview // as the container made it
}
