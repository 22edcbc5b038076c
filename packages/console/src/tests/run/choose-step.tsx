import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { allContainersQuery } from '../../containers/container-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { ProbeSelect } from '../probe-select.tsx'
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
      <ProbeSelect probes={probes} onChange={setProbes} />
    </DialogForm>
  )
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
