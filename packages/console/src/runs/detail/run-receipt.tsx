import type { Run } from '@coupa-connector/protocol'
import { Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Status } from '../../ui/marks/status.tsx'
import { TextBlock } from '../../ui/text/text-block.tsx'
import { withThousands } from '../../ui/words/numbers.ts'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import {
  partsOf,
  type ReceiptDifference,
  type ReceiptInput,
  type ReceiptObject,
  type ReceiptPreview,
  type ReceiptStage,
} from './receipt-parts.ts'

/** What a run proves: stages, objects, inputs, differences or previewed records, whatever its kind has. */
export function RunReceipt({ run }: { readonly run: Run }): React.JSX.Element | null {
  const { objects, inputs, stages, differences, unlistedDifferences, compared, previews } = partsOf(run.receipt)
  return (
    <>
      {stages.length > 0 ? <Stages stages={stages} /> : null}
      {inputs.length > 0 ? <Inputs inputs={inputs} /> : null}
      {objects.length > 0 ? <Objects objects={objects} /> : null}
      {differences ? (
        <Part title="Differences">
          <Differences differences={differences} unlisted={unlistedDifferences} />
          <Text size="sm" className="muted" mt="xs">
            {compared === 1 ? '1 record was' : `${withThousands(compared)} records were`} compared.
          </Text>
        </Part>
      ) : null}
      {run.kind === 'preview' && run.state === 'ended' ? <Previews previews={previews} /> : null}
    </>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }): React.JSX.Element {
  return (
    <section aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  )
}

function Differences({
  differences,
  unlisted,
}: {
  readonly differences: readonly ReceiptDifference[]
  readonly unlisted: number
}): React.JSX.Element {
  if (differences.length === 0) {
    return <p className="surface quiet-note">Everything is as the process knows it.</p>
  }
  return (
    <>
      <ul className="surface rows">
        {differences.map(({ title, code, message, changed }) => (
          <li key={`${title} ${code}`} className="receipt-line">
            <Text size="sm" fw={550}>
              {title}
            </Text>
            <Text size="sm" className="muted">
              {message} <code>{code}</code>
            </Text>
            {changed.map(({ field, now, loaded }) => (
              <Text key={field} size="sm">
                <code>{field}</code> is {now}, loaded was {loaded}
              </Text>
            ))}
          </li>
        ))}
      </ul>
      {unlisted === 0 ? null : (
        <Text size="sm" className="muted" mt="xs">
          {withThousands(unlisted)} more {unlisted === 1 ? 'differs' : 'differ'}.
        </Text>
      )}
    </>
  )
}

const stageWords: Readonly<
  Record<string, { readonly tone: 'good' | 'bad' | 'quiet'; readonly icon: 'check' | 'cross' | 'skip' }>
> = {
  passed: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'cross' },
}

function Stages({ stages }: { readonly stages: readonly ReceiptStage[] }): React.JSX.Element {
  return (
    <Part title="Stages">
      <ul className="surface rows">
        {stages.map(({ stage, status, message, remedy, durationMs }) => {
          const { tone, icon } = stageWords[status] ?? { tone: 'quiet', icon: 'skip' }
          return (
            <li key={stage} className="receipt-line">
              <span className="run-row-line">
                <Status tone={tone} icon={icon}>
                  {stage.replaceAll('-', ' ')}
                </Status>
                <span className="run-row-counts muted numbers">{formatDuration(durationMs)}</span>
              </span>
              <Text size="sm" className="muted">
                {message} {remedy}
              </Text>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

const inputWords: Readonly<Record<string, string>> = {
  loaded: 'Loaded',
  'already-loaded': 'Loaded before: nothing was sent',
  refused: 'Refused',
  stopped: 'Stopped',
  unfinished: 'Not finished',
}

function Inputs({ inputs }: { readonly inputs: readonly ReceiptInput[] }): React.JSX.Element {
  return (
    <Part title="Inputs">
      <ul className="surface rows">
        {inputs.map(({ input, state, records, reason, remedy, result, notices }) => (
          <li key={input} className="receipt-line">
            <span className="run-row-line">
              <Status
                tone={state === 'loaded' ? 'good' : state === 'refused' || state === 'stopped' ? 'bad' : 'quiet'}
                icon={state === 'loaded' ? 'check' : state === 'refused' || state === 'stopped' ? 'cross' : 'skip'}
              >
                {inputWords[state] ?? state}
              </Status>
              <span className="run-row-name">{input}</span>
              <span className="run-row-counts numbers">{withThousands(records)} records</span>
            </span>
            {[reason, remedy, ...notices].filter(Boolean).map((line) => (
              <Text key={line} size="sm" className="muted">
                {line}
              </Text>
            ))}
            {result ? (
              <Text size="sm" className="muted">
                Outcomes of its records: <code>{result}</code>
              </Text>
            ) : null}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** More objects than anybody reads are behind a button. */
const shownObjects = 20

function Objects({ objects }: { readonly objects: readonly ReceiptObject[] }): React.JSX.Element {
  const [isWhole, setWhole] = useState(objects.length <= shownObjects)
  const shown = isWhole ? objects : objects.slice(0, shownObjects)
  return (
    <Part title="Delivered">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="surface table-scroll receipt-objects" tabIndex={0} aria-label="Objects">
        <Table verticalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Object</Table.Th>
              <Table.Th ta="right">Rows</Table.Th>
              <Table.Th>SHA-256</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ object, batch, records, sha256 }) => (
              <Table.Tr key={`${batch} ${object}`}>
                <Table.Td>{object}</Table.Td>
                <Table.Td ta="right" className="numbers">
                  {withThousands(records)}
                </Table.Td>
                <Table.Td>
                  <code title={sha256}>{sha256.slice(0, 12)}</code>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {isWhole ? null : (
        <button type="button" className="text-button" onClick={() => setWhole(true)}>
          Show all {withThousands(objects.length)}
        </button>
      )}
    </Part>
  )
}

function Previews({ previews }: { readonly previews: readonly ReceiptPreview[] | undefined }): React.JSX.Element {
  if (!previews) {
    return (
      <Part title="Records">
        <p className="surface quiet-note">
          Records are shown to operators only, and those of the newest preview alone are kept.
        </p>
      </Part>
    )
  }
  return (
    <Part title="Records">
      {previews.length === 0 ? (
        <p className="surface quiet-note">There is nothing to deliver now.</p>
      ) : (
        previews.map(({ id, source, result, failure }) => (
          <details key={id} className="surface preview" open={previews.length === 1}>
            <summary>
              Record {id} {failure ? <span className="bad">· would be set aside: {failure}</span> : null}
            </summary>
            <div className="preview-sides">
              <TextBlock label={`Record ${id} in Coupa`} text={JSON.stringify(source, null, 2)} />
              {failure ? null : <TextBlock label={`Result of record ${id}`} text={JSON.stringify(result, null, 2)} />}
            </div>
          </details>
        ))
      )}
    </Part>
  )
}
