import type { Process } from '@coupa-connector/protocol'
import { Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccount } from '../../session/use-account.ts'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { TextBlock } from '../../ui/text/text-block.tsx'
import { processVersionQuery } from '../process-queries.ts'
import { DefinitionView } from './definition-view.tsx'

/** What a process is, in words or as JSON; the newest version unless the address names another. */
export function DefinitionTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  const search = useSearch({ from: '/a/$account/processes/$process' })
  const navigate = useNavigate()
  const [form, setForm] = useState('words')
  const number = numberOf(search.version, process.latestVersion)
  const version = useQuery(processVersionQuery(account.id, process.id, number))
  const numbers = Array.from({ length: process.latestVersion }, (_, index) => String(process.latestVersion - index))
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <NativeSelect
          aria-label="Version"
          data={numbers.map((one) => ({ value: one, label: labelOf(process, Number(one)) }))}
          value={String(number)}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              to: '/a/$account/processes/$process',
              params: { account: account.id, process: process.id },
              search: { view: 'definition', ...(Number(value) === process.latestVersion ? {} : { version: value }) },
              replace: true,
              resetScroll: false,
            })
          }
        />
        <SegmentedControl
          aria-label="Shown as"
          data={[
            { value: 'words', label: 'In words' },
            { value: 'json', label: 'JSON' },
          ]}
          value={form}
          onChange={setForm}
        />
      </Group>
      {version.data ? (
        form === 'json' ? (
          <TextBlock label="Definition" text={JSON.stringify(version.data.definition, null, 2)} />
        ) : (
          <DefinitionView definition={version.data.definition} />
        )
      ) : version.error ? (
        <ErrorState error={version.error} onRetry={() => void version.refetch()} />
      ) : (
        <LoadingRows rows={3} height={140} />
      )}
    </Stack>
  )
}

function numberOf(given: string | undefined, latest: number): number {
  const number = Number(given)
  return Number.isInteger(number) && number >= 1 && number <= latest ? number : latest
}

/** `Version 3, newest, in production`. */
function labelOf({ latestVersion, deployments }: Process, number: number): string {
  const places = deployments.filter(({ version }) => version === number).map(({ environment }) => environment.name)
  return [
    `Version ${number}`,
    ...(number === latestVersion ? ['newest'] : []),
    ...(places.length > 0 ? [`in ${places.join(' and ')}`] : []),
  ].join(', ')
}
