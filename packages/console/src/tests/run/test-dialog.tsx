import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { jobQuery } from '../../jobs/job-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { MatrixPanel } from '../matrix/matrix-panel.tsx'
import { useStartMatrix, useStartTest } from '../test-mutations.ts'
import { ChooseStep } from './choose-step.tsx'
import { allContainers } from './container-groups.ts'
import { rememberContainer } from './last-container.ts'
import type { OfferedChange } from './offered-changes.ts'
import { RunStep } from './run-step.tsx'

/** What is tested: a stored connection with what stands in its form, or a form alone. */
export interface TestTarget {
  /** Id of the stored connection, which gives what the form does not. */
  readonly connection?: string | undefined
  readonly fields: Readonly<Record<string, string>>
  /** Handles of the secrets that were set in the form, by field. */
  readonly secrets: Readonly<Record<string, string>>
  /** For the title. */
  readonly name: string
  /** The form of a connection that is not saved yet, by which it finds its tests again. */
  readonly draft?: string | undefined
}

export interface TestDialogProps {
  readonly opened: boolean
  onClose(): void
  readonly target: TestTarget
  /** Saves what was tested, offered when the test passed; undefined when it is saved. */
  onPassed?: (() => void) | undefined
  /** Puts a value that mends the settings into a field of the form; offered where the report names one. */
  onFix?: ((field: string, value: string) => void) | undefined
  /** Told which test the dialog shows; undefined is none. */
  onJob?: ((job: string | undefined) => void) | undefined
}

type Step =
  /** With `isAsked` a person wants to choose, even where there is only one choice. */
  | { readonly name: 'choose'; readonly isAsked?: boolean }
  | { readonly name: 'run'; readonly job: string }
  | { readonly name: 'matrix'; readonly matrix: string; readonly leftOut: readonly string[] }

/** What was chosen for a test, to start it again. */
interface Choice {
  readonly container: string
  readonly probes: readonly string[]
}

/**
 * Tests a connection: where from, how it goes, and what came of it. Closing it does not end a test; opened again while the
 * page is the same, it shows the test that runs.
 */
export function TestDialog({ opened, onClose, target, onPassed, onFix, onJob }: TestDialogProps): React.JSX.Element {
  const [step, setStep] = useState<Step>({ name: 'choose' })
  const account = useAccount()
  const queryClient = useQueryClient()
  const shown = step.name === 'run' ? step.job : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies(onJob): a new one each time, that does the same
  useEffect(() => onJob?.(shown), [shown])
  const isUnderWay = (job: string): boolean =>
    queryClient.getQueryData(jobQuery(account.id, job).queryKey)?.state !== 'finished'
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      // A test that has ended is not what one opens the dialog for the next time.
      onExitTransitionEnd={() =>
        setStep((now) => (now.name === 'run' && isUnderWay(now.job) ? now : { name: 'choose' }))
      }
      title={`Test Connection: ${target.name}`}
      size={step.name === 'matrix' ? 'min(72rem, 95vw)' : 'lg'}
    >
      {opened ? (
        <Content
          step={step}
          setStep={setStep}
          onClose={onClose}
          target={target}
          onPassed={onPassed}
          onFix={onFix}
          opened={opened}
        />
      ) : null}
    </Modal>
  )
}

function Content({
  step,
  setStep,
  onClose,
  target,
  onPassed,
  onFix,
}: TestDialogProps & { readonly step: Step; setStep(step: Step): void }): React.JSX.Element {
  const account = useAccount()
  const startTest = useStartTest(account.id)
  const startMatrix = useStartMatrix(account.id)
  const [choice, setChoice] = useState<Choice>()

  async function start({ container, probes }: Choice, changes: Readonly<Record<string, string>> = {}): Promise<void> {
    setChoice({ container, probes })
    rememberContainer(account.id, container)
    const { connection, fields, secrets, draft, name } = target
    const body = {
      ...(connection === undefined ? {} : { connection }),
      fields: { ...fields, ...changes },
      secrets: { ...secrets },
      ...(draft === undefined ? {} : { draft: { id: draft, name } }),
      probes: [...probes],
    }
    if (container === allContainers) {
      const { matrix, leftOut } = await startMatrix.mutateAsync(body)
      setStep({ name: 'matrix', matrix, leftOut: leftOut.map(({ name }) => name) })
    } else {
      const job = await startTest.mutateAsync({ ...body, ...(container === '' ? {} : { container }) })
      setStep({ name: 'run', job: job.id })
    }
  }
  // What goes wrong stands in the mutation and is shown.
  const begin = (...given: Parameters<typeof start>): void =>
    void start(...given).catch(() => setStep({ name: 'choose', isAsked: true }))
  const again = choice ?? { container: '', probes: [] }

  if (step.name === 'matrix') {
    return (
      <MatrixPanel
        matrix={step.matrix}
        leftOut={step.leftOut}
        onAgain={() => begin({ ...again, container: allContainers })}
      />
    )
  }
  if (step.name === 'run') {
    return (
      <RunStep
        key={step.job}
        job={step.job}
        fields={target.fields}
        isStarting={startTest.isPending}
        explored={target.connection}
        onRetry={(container) => begin({ ...again, container })}
        onOther={() => setStep({ name: 'choose', isAsked: true })}
        onClose={onClose}
        onSave={
          onPassed &&
          (() => {
            onPassed()
            onClose()
          })
        }
        onFix={
          onFix &&
          (({ field, value }: OfferedChange, container: string) => {
            onFix(field, value)
            begin({ ...again, container }, { [field]: value })
          })
        }
      />
    )
  }
  return (
    <ChooseStep
      account={account.id}
      startsAtOnce={step.isAsked !== true}
      isStarting={startTest.isPending || startMatrix.isPending}
      error={startTest.error ?? startMatrix.error}
      initialProbes={again.probes}
      onStart={begin}
      onCancel={onClose}
    />
  )
}
