import type { DefinitionCheck } from '@coupa-connector/protocol'
import { Anchor, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { destinationListQuery } from '../../destinations/destination-queries.ts'
import { placeOf } from '../../destinations/destination-words.ts'

export type FurtherEnd = DefinitionCheck['ends'][number]

const labels: Readonly<Record<FurtherEnd['use'], string>> = {
  deliver: 'Other end',
  load: 'Where the consumer puts its answers',
  inbox: "Coupa's SFTP inbox",
}

/** The name of a further end for people. */
export function endLabel({ use, value }: FurtherEnd): string {
  const usual = { load: 'answers', inbox: 'inbox', deliver: '' }[use]
  return value === usual ? labels[use] : `${labels[use]} (${value})`
}

/** A destination for each further end of a process, of the kind that it wants. */
export function EndSelects({
  account,
  ends,
  chosen,
  onChange,
}: {
  readonly account: string
  readonly ends: readonly FurtherEnd[]
  /** Ids of destinations by the names of values. */
  readonly chosen: Readonly<Record<string, string>>
  readonly onChange: (chosen: Readonly<Record<string, string>>) => void
}): React.JSX.Element | null {
  const list = useQuery({ ...destinationListQuery(account), enabled: ends.length > 0 })
  if (ends.length === 0) return null
  return (
    <Stack gap="md">
      {ends.map((end) => {
        const fitting = (list.data ?? []).filter(({ kind }) => kind === end.kind)
        return (
          <NativeSelect
            key={end.value}
            label={endLabel(end)}
            withAsterisk
            disabled={list.data === undefined}
            description={
              list.data && fitting.length === 0 ? (
                <>
                  There is no destination of the kind {end.kind} yet.{' '}
                  <Anchor component={Link} inherit to={`/a/${account}/destinations/new?kind=${end.kind}`}>
                    Create one
                  </Anchor>
                </>
              ) : undefined
            }
            data={[
              { value: '', label: 'Choose one' },
              ...fitting.map((destination) => ({
                value: destination.id,
                label: `${destination.name} · ${placeOf(destination)}`,
              })),
            ]}
            value={chosen[end.value] ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onChange({
                ...Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== end.value)),
                ...(value === '' ? {} : { [end.value]: value }),
              })
            }
          />
        )
      })}
    </Stack>
  )
}

/** The further ends for which nothing is chosen. */
export function missingEnds(
  ends: readonly FurtherEnd[] | undefined,
  chosen: Readonly<Record<string, string>>,
): readonly FurtherEnd[] {
  return (ends ?? []).filter(({ value }) => chosen[value] === undefined)
}

/** What was chosen for the ends that a process has now: another choice may have had others. */
export function chosenEnds(
  ends: readonly FurtherEnd[] | undefined,
  chosen: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (ends ?? []).flatMap(({ value }) => (chosen[value] === undefined ? [] : [[value, chosen[value]]])),
  )
}
