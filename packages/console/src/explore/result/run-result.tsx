import type { Job } from '@coupa-connector/protocol'
import { Button, Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { SentRequests } from '../../jobs/sent-requests.tsx'
import { EmptyState } from '../../ui/states/states.tsx'
import { saveAsFile } from '../../ui/text/save-as-file.ts'
import { TextBlock } from '../../ui/text/text-block.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import type { FieldChoice } from '../query/query-model.ts'
import { type ApiRecord, columnsOf } from './columns.ts'
import { toCsv } from './csv.ts'
import { MoreRecords } from './more-records.tsx'
import { RecordTable } from './record-table.tsx'
import { toXml, type XmlNames } from './xml-text.ts'

/** The records of a run as table, JSON and XML, the requests that were sent, and the records as files. */
export function RunResult({
  job,
  fields,
  xmlNames,
  onOpen,
  onMore,
}: {
  readonly job: Job
  /** What the query asked for when it was run. */
  readonly fields: FieldChoice
  readonly xmlNames: XmlNames
  readonly onOpen: (record: ApiRecord) => void
  /** Runs the query again with another limit. */
  readonly onMore: (limit: number) => void
}): React.JSX.Element {
  const { result } = job
  const operation = job.operation && 'resource' in job.operation ? job.operation : undefined
  const records: readonly ApiRecord[] = useMemo(() => result?.records ?? [], [result])
  const columns = useMemo(() => columnsOf(records, fields), [records, fields])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Some browsers return a promise here, which an effect must not.
    void heading.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const name = (operation?.resource ?? 'records').replaceAll('/', '-')
  const exported = records.length === 1 ? 'this record' : `these ${records.length}`
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Title order={2} ref={heading}>
            {plural(records.length, 'record')}
          </Title>
          <Text size="sm" className="muted">
            from {job.container.name} in {formatDuration(result?.durationMs ?? 0)}
          </Text>
        </Group>
        {records.length > 0 ? (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              onClick={() => saveAsFile({ name: `${name}.csv`, type: 'text/csv', text: toCsv(records, columns) })}
            >
              Export {exported} as CSV
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => saveAsFile({ name: `${name}.json`, type: 'application/json', text: jsonOf(records) })}
            >
              Export {exported} as JSON
            </Button>
          </Group>
        ) : null}
      </Group>
      {result?.isTruncated ? (
        <MoreRecords
          count={records.length}
          limit={operation?.action === 'query' ? operation.limit : records.length}
          onMore={onMore}
        />
      ) : null}
      <Tabs defaultValue="table" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="table">Table</Tabs.Tab>
          <Tabs.Tab value="json">JSON</Tabs.Tab>
          <Tabs.Tab value="xml">XML</Tabs.Tab>
          <Tabs.Tab value="requests">Request</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="table" pt="sm">
          {records.length > 0 ? (
            <RecordTable records={records} columns={columns} onOpen={onOpen} />
          ) : (
            <EmptyState icon="explore" title="No records found">
              Nothing matches the query. Remove or loosen a filter, then run it again.
            </EmptyState>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="json" pt="sm">
          <TextBlock text={jsonOf(records)} label="Records as JSON" />
        </Tabs.Panel>
        <Tabs.Panel value="xml" pt="sm">
          <Text size="sm" className="muted" mb="xs">
            Shown as Coupa XML; fetched as {operation?.wire === 'xml' ? 'XML' : 'JSON'}.
          </Text>
          <TextBlock text={toXml(records, xmlNames)} label="Records as XML" />
        </Tabs.Panel>
        <Tabs.Panel value="requests" pt="sm">
          <SentRequests requests={result?.requests ?? []} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function jsonOf(records: readonly ApiRecord[]): string {
  return `${JSON.stringify(records, undefined, 2)}\n`
}
