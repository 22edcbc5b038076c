import { Button, Group, Stack, Text } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { lazyPart } from '../../api/lazy-part.ts'
import { useAccount } from '../../session/use-account.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { missingIn, type StepName, stepNames, stepOf, stepTitles } from '../step-list.ts'
import { ConnectionStep } from '../steps/connection-step.tsx'
import { PreviewStep } from '../steps/preview-step.tsx'
import { TemplateStep } from '../steps/template-step.tsx'
import { WhatStep } from '../steps/what-step.tsx'
import { WhereStep } from '../steps/where-step.tsx'
import { type NewProcessState, useNewProcess } from '../use-new-process.ts'

const HowStep = lazyPart(() => import('../steps/how-step.tsx'), 'HowStep')
const WhenStep = lazyPart(() => import('../steps/when-step.tsx'), 'WhenStep')

/** Builds a process step by step. Each step has an address, and the browser keeps what was chosen. */
export function NewProcess(): React.JSX.Element {
  const account = useAccount()
  if (!account.can('builder')) {
    return (
      <Page title="New process">
        <EmptyState icon="process" title="Your role does not allow creating processes">
          Ask a builder or an administrator of this account.
        </EmptyState>
      </Page>
    )
  }
  return <Wizard account={account.id} />
}

function Wizard({ account }: { readonly account: string }): React.JSX.Element {
  const process = useNewProcess(account)
  const search = useSearch({ from: '/a/$account/processes/new' })
  const navigate = useNavigate()
  const step = stepOf(search.step)
  const { change } = process
  const { destination, kind } = search
  // Comes back from a destination that was created for this process.
  // biome-ignore lint/correctness/useExhaustiveDependencies(change): a new one each time, that does the same
  useEffect(() => {
    if (destination !== undefined && kind !== undefined)
      change({ destination, kind, format: undefined, shape: undefined })
  }, [destination, kind])
  const go = (next: StepName): void =>
    void navigate({ to: '/a/$account/processes/new', params: { account }, search: { step: next } })
  const place = stepNames.indexOf(step)
  const before = stepNames[place - 1]
  const after = stepNames[place + 1]
  const heading = useStepFocus(step)
  const missing = missingIn(step, process)
  return (
    <Page
      title="New process"
      description={process.template ? process.template.sentence : 'Choose what it does. You can go back at any time.'}
      actions={
        process.draft.template === undefined ? null : (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              process.clear()
              go('template')
            }}
          >
            Start over
          </Button>
        )
      }
    >
      <Stack gap="lg">
        <Steps account={account} current={step} process={process} />
        {process.error ? <ErrorState error={process.error} onRetry={process.retry} /> : null}
        <section aria-label={stepTitles[step]} ref={heading} tabIndex={-1} className="wizard-step">
          <Suspense fallback={<LoadingRows rows={4} />}>
            <StepContent step={step} process={process} onStep={go} />
          </Suspense>
        </section>
        <Group justify="space-between" className="surface editor-bar">
          <Button variant="default" disabled={before === undefined} onClick={() => before && go(before)}>
            Back
          </Button>
          <Text size="sm" className="muted wizard-missing" role="status">
            {after === undefined ? '' : missing}
          </Text>
          {after === undefined ? (
            <span />
          ) : (
            <Button disabled={missing !== undefined} onClick={() => go(after)}>
              Next: {stepTitles[after]}
            </Button>
          )}
        </Group>
      </Stack>
    </Page>
  )
}

function StepContent({
  step,
  process,
  onStep,
}: {
  readonly step: StepName
  readonly process: NewProcessState
  readonly onStep: (step: StepName) => void
}): React.JSX.Element {
  switch (step) {
    case 'template':
      return <TemplateStep process={process} />
    case 'connection':
      return <ConnectionStep process={process} />
    case 'what':
      return <WhatStep process={process} />
    case 'where':
      return <WhereStep process={process} />
    case 'how':
      return <HowStep process={process} />
    case 'when':
      return <WhenStep process={process} />
    case 'preview':
      return <PreviewStep process={process} onStep={onStep} />
  }
}

/** The steps as links, with what is chosen already. */
function Steps({
  account,
  current,
  process,
}: {
  readonly account: string
  readonly current: StepName
  readonly process: NewProcessState
}): React.JSX.Element {
  return (
    <nav aria-label="Steps">
      <ol className="wizard-steps">
        {stepNames.map((name, place) => {
          const isDone =
            name !== 'preview' && process.draft.template !== undefined && missingIn(name, process) === undefined
          return (
            <li key={name}>
              <Link
                to="/a/$account/processes/new"
                params={{ account }}
                search={{ step: name }}
                className="wizard-step-link"
                aria-current={name === current ? 'step' : undefined}
              >
                <span className="wizard-step-mark">
                  {isDone && name !== current ? <Icon name="check" size={13} /> : place + 1}
                </span>
                {stepTitles[name]}
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** A step that somebody goes to has the focus, so that the keyboard goes on there. */
function useStepFocus(step: StepName): React.RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    place.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [step])
  return place
}
