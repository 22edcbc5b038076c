import type { Deployment, DestinationType, EndUse, Process } from '@coupa-connector/protocol'
import { Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { chosenEnds, missingEnds } from '../../definition-editor/ends/end-select.tsx'
import { destinationTypesQuery } from '../../destinations/destination-queries.ts'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { TypedName } from '../typed-name.tsx'
import { contentToDeploy, type Ends, endsToBegin } from './content-to-deploy.ts'
import { EndChoices } from './end-choices.tsx'
import { useRedeploy } from './use-redeploy.ts'
import { useVersionEnds } from './use-version-ends.ts'

/** Changes what a deployed process works with. It keeps its version, its schedules and its rules. */
export default function ValuesDialog({
  account,
  process,
  deployment,
  onClose,
}: {
  readonly account: string
  readonly process: Process
  readonly deployment: Deployment
  readonly onClose: () => void
}): React.JSX.Element {
  const { environment, version } = deployment
  const types = useQuery(destinationTypesQuery)
  const needed = useVersionEnds(account, process.id, version)
  const [ends, setEnds] = useState<Ends>(() => endsToBegin(deployment))
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>(deployment.settings)
  const [typed, setTyped] = useState('')
  const { redeploy, mixing } = useRedeploy(account, deployment, onClose)
  const isProduction = environment.classification === 'production'
  const isComplete = needed !== undefined && missingEnds(needed.further, ends.further).length === 0
  return (
    <Dialog opened onClose={onClose} title={`Values of ${process.name} in ${environment.name}`} size="lg">
      <DialogForm
        verb={mixing === undefined ? 'Save' : 'Save all the same'}
        isDangerous={mixing !== undefined}
        isPending={redeploy.isPending}
        isAllowed={isComplete && (!isProduction || typed.trim() === process.name)}
        error={redeploy.error}
        onCancel={onClose}
        onSubmit={() => {
          const further = chosenEnds(needed?.further, ends.further)
          const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ''))
          redeploy.mutate({ ...contentToDeploy(deployment, true, { ...ends, further }, version), settings: given })
        }}
      >
        {isProduction ? <ProductionBar>This is production.</ProductionBar> : null}
        <EndChoices
          account={account}
          ends={ends}
          further={needed?.further ?? []}
          kind={needed?.kind}
          onChange={(next) => {
            // Settings that differ are of a destination: another one has its own.
            if (next.destination !== ends.destination) setSettings({})
            setEnds(next)
          }}
        />
        <OwnSettings
          type={types.data?.find(({ kind }) => kind === needed?.kind)}
          use={process.direction === 'in' ? 'load' : 'deliver'}
          settings={settings}
          onChange={setSettings}
        />
        <Text size="sm" className="muted">
          A run that is under way ends with the values it began with.
        </Text>
        {isProduction ? <TypedName process={process.name} value={typed} onChange={setTyped} /> : null}
      </DialogForm>
    </Dialog>
  )
}

/** What differs here from the destination itself, above all its place. */
const places = ['folder', 'file', 'prefix', 'schema']

function OwnSettings({
  type,
  use,
  settings,
  onChange,
}: {
  readonly type: DestinationType | undefined
  readonly use: EndUse
  readonly settings: Readonly<Record<string, string>>
  readonly onChange: (settings: Readonly<Record<string, string>>) => void
}): React.JSX.Element {
  const offered = (type?.settings ?? []).filter(
    ({ name, uses }) => (places.includes(name) && uses.includes(use)) || settings[name] !== undefined,
  )
  return (
    <>
      {offered.map(({ name, title }) => (
        <TextInput
          key={name}
          label={`${title} that differs here`}
          description="Empty: that of the destination."
          spellCheck={false}
          value={settings[name] ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...settings, [name]: value })}
        />
      ))}
    </>
  )
}
