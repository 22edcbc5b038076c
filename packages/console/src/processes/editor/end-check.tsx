import type { Process } from '@coupa-connector/protocol'
import { NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DestinationCheck } from '../../destinations/check/destination-check.tsx'
import type { DestinationUse } from '../../destinations/check/use-destination-check.ts'
import { destinationTypesQuery } from '../../destinations/destination-queries.ts'

/** Tries the other end of a process where it is deployed. */
export function EndCheck({
  account,
  process: { deployments },
  use,
}: {
  readonly account: string
  readonly process: Process
  readonly use: DestinationUse
}): React.JSX.Element | null {
  const types = useQuery(destinationTypesQuery)
  const [chosen, setChosen] = useState<string>()
  const deployment = deployments.find(({ id }) => id === chosen) ?? deployments[0]
  const type = types.data?.find(({ kind }) => kind === deployment?.destination.kind)
  if (!deployment || !type) return null
  return (
    <Stack gap="md">
      {deployments.length > 1 ? (
        <NativeSelect
          label="Environment"
          maw={320}
          data={deployments.map(({ id, environment, destination }) => ({
            value: id,
            label: `${environment.name}: ${destination.name ?? 'a destination that is gone'}`,
          }))}
          value={deployment.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      ) : null}
      <DestinationCheck
        key={deployment.id}
        account={account}
        type={type}
        targetFor={() => ({ destination: deployment.destination.id })}
        use={use}
      />
    </Stack>
  )
}
