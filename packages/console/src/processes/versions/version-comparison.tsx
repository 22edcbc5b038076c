import type { Process } from '@coupa-connector/protocol'
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAccount } from '../../session/use-account.ts'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { Difference } from '../../ui/text/difference.tsx'
import { compareReadable } from '../definition/compare-readable.ts'
import { processVersionQuery } from '../process-queries.ts'
import { ChangeMeaning } from './change-meaning.tsx'

/** What a version changes against another one, as people read definitions, and what that means when it is deployed. */
export function VersionComparison({
  process,
  from,
  to,
}: {
  readonly process: Process
  readonly from: number
  readonly to: number
}): React.JSX.Element {
  const account = useAccount()
  const navigate = useNavigate()
  const before = useQuery(processVersionQuery(account.id, process.id, from))
  const after = useQuery(processVersionQuery(account.id, process.id, to))
  const others = Array.from({ length: process.latestVersion }, (_, index) => process.latestVersion - index).filter(
    (number) => number !== to,
  )
  return (
    <Stack gap="sm" mt="sm">
      {others.length > 1 ? (
        <NativeSelect
          label="Compared with"
          size="xs"
          w={160}
          data={others.map((number) => ({ value: String(number), label: `Version ${number}` }))}
          value={String(from)}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              to: '/a/$account/processes/$process',
              params: { account: account.id, process: process.id },
              search: { view: 'versions', version: String(to), against: value },
              replace: true,
              resetScroll: false,
            })
          }
        />
      ) : null}
      {before.data && after.data ? (
        <Differences before={before.data.definition} after={after.data.definition} />
      ) : (before.error ?? after.error) ? (
        <ErrorState
          error={before.error ?? after.error}
          onRetry={() => {
            void before.refetch()
            void after.refetch()
          }}
        />
      ) : (
        <LoadingRows rows={2} height={32} />
      )}
      <ChangeMeaning process={process.id} from={from} to={to} />
    </Stack>
  )
}

function Differences({
  before,
  after,
}: {
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}): React.JSX.Element {
  const differences = compareReadable(before, after)
  if (differences.length === 0) return <Text size="sm">They do the same.</Text>
  const sections = Map.groupBy(differences, ({ section }) => section)
  return (
    <div>
      {[...sections].map(([section, lines]) => (
        <section key={section} aria-label={section}>
          <Text size="sm" fw={600} mt={4}>
            {section}
          </Text>
          {lines.map(({ label, from, to }) => (
            <Difference key={label} label={label} from={from} to={to} />
          ))}
        </section>
      ))}
    </div>
  )
}
