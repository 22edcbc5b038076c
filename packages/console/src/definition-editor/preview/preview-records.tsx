import type { Job } from '@coupa-connector/protocol'
import { Stack, Text, Title } from '@mantine/core'
import { SentRequests } from '../../jobs/sent-requests.tsx'
import { Icon, type IconName } from '../../ui/marks/icon.tsx'
import { Status, type Tone } from '../../ui/marks/status.tsx'
import { Difference } from '../../ui/text/difference.tsx'
import { plural } from '../../ui/words/numbers.ts'

/** A record of an export before and after the mapping. */
interface ExportPreview {
  readonly id: string
  readonly source: unknown
  readonly document?: unknown
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly failure?: { readonly message: string; readonly field?: string }
}

/** What a load would do with a record. */
interface LoadPreview {
  readonly input: string
  readonly row: number
  readonly key: string
  readonly plan: 'create' | 'update' | 'unchanged' | 'refuse'
  readonly id?: string
  readonly changed?: Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>
  readonly request?: { readonly method: string; readonly path: string; readonly body: unknown }
  readonly refusal?: { readonly message?: string; readonly field?: string }
}

/** The records of a preview: in Coupa left, at the other end right; of a load what would happen to each. */
export function PreviewRecords({ job }: { readonly job: Job }): React.JSX.Element {
  const { records = [], requests = [], notices = [] } = job.result ?? {}
  return (
    <Stack gap="md">
      {notices.map(({ message }) => (
        <Text key={message} size="sm" className="warning">
          {message}
        </Text>
      ))}
      {records.length === 0 ? (
        <Text size="sm">No records are due now. The process is right all the same, and delivers what comes.</Text>
      ) : null}
      {records.map((record, index) =>
        'plan' in record ? (
          <LoadRecord
            key={`${String(record.input)} ${String(record.row)}`}
            preview={record as never}
            isOpen={index === 0 || record.plan === 'refuse'}
          />
        ) : (
          <ExportRecord key={String(record.id)} preview={record as never} isOpen={index === 0 || 'failure' in record} />
        ),
      )}
      <details className="details">
        <summary>Requests that were sent to Coupa: {requests.length}, none of which changes anything</summary>
        <SentRequests requests={requests} />
      </details>
    </Stack>
  )
}

function ExportRecord({
  preview: { id, source, document, rows, failure },
  isOpen,
}: {
  readonly preview: ExportPreview
  readonly isOpen: boolean
}): React.JSX.Element {
  return (
    <details className="surface preview-record" open={isOpen}>
      <summary>
        <Icon name="chevron" size={15} />
        <strong>{id}</strong>
        {failure ? (
          <Status tone="bad" icon="cross">
            Would be set aside
          </Status>
        ) : null}
      </summary>
      {failure ? (
        <Text size="sm" className="bad" mb="sm">
          {failure.message}
        </Text>
      ) : null}
      <div className="preview-sides">
        <div>
          <Title order={3}>In Coupa</Title>
          <JsonText value={source} label={`${id} in Coupa`} />
        </div>
        <div>
          <Title order={3}>At the destination</Title>
          {rows ? <Tables rows={rows} /> : <JsonText value={document} label={`${id} at the destination`} />}
        </div>
      </div>
    </details>
  )
}

/** Rows by table, each with its columns one below the other: records have more columns than a page is wide. */
function Tables({ rows }: { readonly rows: NonNullable<ExportPreview['rows']> }): React.JSX.Element {
  return (
    <Stack gap="sm">
      {Object.entries(rows).map(([table, members]) => (
        <div key={table}>
          <Text size="sm" fw={600}>
            {table}: {plural(members.length, 'row')}
          </Text>
          {members.slice(0, 3).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a finished preview do not move
            <dl key={index} className="facts preview-row">
              {Object.entries(row).map(([column, value]) => (
                <div key={column}>
                  <dt>{column}</dt>
                  <dd>{value === null ? <span className="quiet">no value</span> : textOf(value)}</dd>
                </div>
              ))}
            </dl>
          ))}
          {members.length > 3 ? (
            <Text size="sm" className="muted">
              and {members.length - 3} more
            </Text>
          ) : null}
        </div>
      ))}
    </Stack>
  )
}

const plans: Readonly<Record<LoadPreview['plan'], { label: string; tone: Tone; icon: IconName }>> = {
  create: { label: 'Would be created', tone: 'good', icon: 'plus' },
  update: { label: 'Would be changed', tone: 'warning', icon: 'pencil' },
  unchanged: { label: 'Is the same already', tone: 'quiet', icon: 'skip' },
  refuse: { label: 'Would be set aside', tone: 'bad', icon: 'cross' },
}

function LoadRecord({
  preview: { input, row, key, plan, changed, request, refusal },
  isOpen,
}: {
  readonly preview: LoadPreview
  readonly isOpen: boolean
}): React.JSX.Element {
  const { label, tone, icon } = plans[plan]
  return (
    <details className="surface preview-record" open={isOpen}>
      <summary>
        <Icon name="chevron" size={15} />
        <strong>{key}</strong>
        <Status tone={tone} icon={icon}>
          {label}
        </Status>
        <span className="muted">
          {input}, row {row}
        </span>
      </summary>
      {refusal ? (
        <Text size="sm" className="bad">
          {refusal.field === undefined ? '' : `${refusal.field}: `}
          {refusal.message}
        </Text>
      ) : null}
      {Object.entries(changed ?? {}).map(([field, { old, new: next }]) => (
        <Difference key={field} label={field} from={textOf(old)} to={textOf(next)} />
      ))}
      {request ? (
        <div>
          <Title order={3}>
            {request.method} {request.path}
          </Title>
          <JsonText value={request.body} label={`Request for ${key}`} />
        </div>
      ) : null}
    </details>
  )
}

function JsonText({ value, label }: { readonly value: unknown; readonly label: string }): React.JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="data-region preview-json" aria-label={label} tabIndex={0}>
      <pre>{JSON.stringify(value ?? null, undefined, 2)}</pre>
    </section>
  )
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
