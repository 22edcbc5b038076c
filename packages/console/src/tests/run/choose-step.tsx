import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { resourcesQuery } from '../../catalog/catalog-queries.ts'
import { allContainersQuery } from '../../containers/container-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx'
import { isAvailable, preselect } from './container-groups.ts'
import { ContainerPicker } from './container-picker.tsx'
import { readLastContainer } from './last-container.ts'

/** The first step of a test: from where, and what to read besides Tax Codes. */
export function ChooseStep({
  account,
  startsAtOnce,
  isStarting,
  error,
  initialProbes,
  onStart,
  onCancel,
}: {
  readonly account: string
  /** Whether to start without asking where there is only one container, and it can. */
  readonly startsAtOnce: boolean
  readonly isStarting: boolean
  /** Why the last test could not be started. */
  readonly error: Error | null
  readonly initialProbes: readonly string[]
  onStart(choice: { readonly container: string; readonly probes: readonly string[] }): void
  onCancel(): void
}): React.JSX.Element {
  const containers = useQuery(allContainersQuery(account))
  const resources = useQuery({ ...resourcesQuery, select: readableResources })
  const [chosen, setChosen] = useState<string>()
  const [probes, setProbes] = useState(initialProbes)
  const [only, ...others] = containers.data ?? []
  const atOnce = startsAtOnce && only && others.length === 0 && isAvailable(only) ? only.id : undefined
  const hasStarted = useRef(false)
  useEffect(() => {
    if (atOnce === undefined || hasStarted.current) return
    hasStarted.current = true
    onStart({ container: atOnce, probes: initialProbes })
  }, [atOnce, initialProbes, onStart])
  if (containers.isPending || (atOnce !== undefined && !error)) return <LoadingRows rows={3} />
  if (containers.error) return <ErrorState error={containers.error} onRetry={() => void containers.refetch()} />
  if (containers.data.length === 0) return <NoContainer onLeave={onCancel} />
  const container = chosen ?? preselect(containers.data, readLastContainer(account))
  return (
    <DialogForm
      verb="Test"
      isPending={isStarting}
      isAllowed={container !== undefined}
      focus="verb"
      error={error}
      onSubmit={() => container !== undefined && onStart({ container, probes })}
      onCancel={onCancel}
    >
      <ContainerPicker containers={containers.data} value={container} onChange={setChosen} />
      <MultiSelect
        label="Also check access to"
        description="Tax Codes are always checked."
        placeholder={probes.length === 0 ? 'None' : ''}
        data={[...(resources.data ?? [])]}
        value={[...probes]}
        onChange={setProbes}
        searchable
        clearable
        limit={60}
        maxValues={50}
        nothingFoundMessage="No resource matches"
        maxDropdownHeight={220}
      />
    </DialogForm>
  )
}

/** What can be read without naming something else first. */
function readableResources(
  resources: readonly {
    readonly name: string
    readonly label: string
    readonly path: string | null
    readonly operations: readonly string[]
  }[],
): { value: string; label: string }[] {
  return resources
    .filter(({ operations, path }) => operations.includes('query') && !path?.includes(':'))
    .map(({ name, label }) => ({ value: name, label }))
}

function NoContainer({ onLeave }: { onLeave(): void }): React.JSX.Element {
  const account = useAccount()
  return (
    <EmptyState
      icon="container"
      title="No container yet"
      action={
        account.can('administrator') ? (
          <LinkButton
            to="/a/$account/containers"
            params={{ account: account.id }}
            search={{ enroll: 'atom' }}
            onClick={onLeave}
          >
            Enroll a container
          </LinkButton>
        ) : undefined
      }
    >
      Tests run in a container: a small program on a machine that can reach Coupa, for example behind your firewall. The
      hub itself never calls Coupa.
      {account.can('administrator') ? '' : ' An administrator of this account can enroll one.'}
    </EmptyState>
  )
}
