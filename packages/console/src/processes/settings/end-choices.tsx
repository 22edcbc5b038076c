import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { firstConnectionsQuery } from '../../connections/connection-queries.ts'
import { firstContainersQuery } from '../../containers/container-queries.ts'
import { EndSelects, type FurtherEnd } from '../../definition-editor/ends/end-select.tsx'
import { destinationListQuery } from '../../destinations/destination-queries.ts'
import type { Ends } from './content-to-deploy.ts'

/** What a process works with where it is deployed. */
export function EndChoices({
  account,
  ends,
  further,
  kind,
  onChange,
}: {
  readonly account: string
  readonly ends: Ends
  /** The further ends that the version has. */
  readonly further: readonly FurtherEnd[]
  /** The kind of its other end, where it is known. */
  readonly kind: string | undefined
  readonly onChange: (ends: Ends) => void
}): React.JSX.Element {
  const connections = useQuery(firstConnectionsQuery(account, { limit: 200 }))
  const destinations = useQuery(destinationListQuery(account))
  const containers = useQuery(firstContainersQuery(account))
  const choose = (end: 'connection' | 'destination' | 'container') => (value: string) =>
    onChange({ ...ends, [end]: value })
  return (
    <>
      <End
        label="Connection to Coupa"
        items={connections.data?.items}
        value={ends.connection}
        onChange={choose('connection')}
      />
      <End
        label="Other end"
        items={destinations.data?.filter((destination) => kind === undefined || destination.kind === kind)}
        value={ends.destination}
        onChange={choose('destination')}
      />
      <EndSelects
        account={account}
        ends={further}
        chosen={ends.further}
        onChange={(chosen) => onChange({ ...ends, further: chosen })}
      />
      <End label="Runs on" items={containers.data} value={ends.container} onChange={choose('container')} />
    </>
  )
}

function End({
  label,
  items,
  value,
  onChange,
}: {
  readonly label: string
  readonly items: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}): React.JSX.Element {
  return (
    <NativeSelect
      label={label}
      disabled={items === undefined}
      data={[
        { value: '', label: items?.length === 0 ? 'None yet: create one first' : 'Choose one' },
        ...(items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
