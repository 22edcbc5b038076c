import type { Environment, Process } from '@coupa-connector/protocol'
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { environmentsQuery } from '../../environments/environment-queries.ts'
import { type CurrentAccount, useAccount } from '../../session/use-account.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { DeployForm } from './deploy-form.tsx'

/** Deploys a version of a process: again, back, or where it was not before. */
export default function DeployDialog({
  process,
  version,
  onClose,
}: {
  readonly process: Process
  readonly version: number
  readonly onClose: () => void
}): React.JSX.Element {
  const account = useAccount()
  const environments = useQuery(environmentsQuery(account.id))
  return (
    <Dialog opened onClose={onClose} title={`Deploy version ${version} of ${process.name}`} size="lg">
      {environments.data ? (
        <Deploy
          account={account}
          process={process}
          version={version}
          environments={environments.data.filter((environment) => mayDeploy(account, environment))}
          onClose={onClose}
        />
      ) : environments.error ? (
        <ErrorState error={environments.error} onRetry={() => void environments.refetch()} />
      ) : (
        <LoadingRows rows={2} />
      )}
    </Dialog>
  )
}

function Deploy({
  account,
  process,
  version,
  environments,
  onClose,
}: {
  readonly account: CurrentAccount
  readonly process: Process
  readonly version: number
  readonly environments: readonly Environment[]
  readonly onClose: () => void
}): React.JSX.Element {
  const [chosen, setChosen] = useState(() => firstChoice(process, version, environments)?.id ?? '')
  const environment = environments.find(({ id }) => id === chosen)
  const first = useRef<HTMLSelectElement>(null)
  // The environments come when the dialog is open already.
  useEffect(() => first.current?.focus(), [])
  return (
    <Stack gap="md">
      <NativeSelect
        ref={first}
        label="Environment"
        description={account.can('administrator') ? undefined : 'Only administrators deploy to production.'}
        data={environments.map(({ id, name }) => ({ value: id, label: labelOf(process, id, name) }))}
        value={chosen}
        onChange={({ currentTarget: { value } }) => setChosen(value)}
      />
      {environment ? (
        <DeployForm
          key={environment.id}
          account={account.id}
          process={process}
          version={version}
          environment={environment}
          onClose={onClose}
        />
      ) : (
        <Text size="sm">There is no environment to which you can deploy.</Text>
      )}
    </Stack>
  )
}

/** Test first, and where another version is. */
function firstChoice(
  { deployments }: Process,
  version: number,
  environments: readonly Environment[],
): Environment | undefined {
  const hasIt = new Set(deployments.filter((one) => one.version === version).map(({ environment }) => environment.id))
  return (
    environments.find(({ id, classification }) => classification === 'test' && !hasIt.has(id)) ??
    environments.find(({ id }) => !hasIt.has(id)) ??
    environments[0]
  )
}

function labelOf({ deployments }: Process, environment: string, name: string): string {
  const there = deployments.find((deployment) => deployment.environment.id === environment)
  return there ? `${name}: version ${there.version} now` : `${name}: not deployed yet`
}

function mayDeploy(account: CurrentAccount, { classification }: Environment): boolean {
  return account.can(classification === 'production' ? 'administrator' : 'builder')
}
