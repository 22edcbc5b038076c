import type { DestinationType } from '@coupa-connector/protocol'
import { Stack, Text, TextInput, Title } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useAccount } from '../../session/use-account.ts'
import { InView } from '../../ui/lists/in-view.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { ConflictNotice } from '../../versioned-form/conflict-notice.tsx'
import { LeaveGuard } from '../../versioned-form/leave-guard.tsx'
import { DestinationCheck } from '../check/destination-check.tsx'
import type { LoadedDestination } from '../destination-queries.ts'
import { guaranteeOf } from '../destination-words.ts'
import { labelOfPart, showDestinationPart, withSecret, withSetting } from './destination-form.ts'
import { DestinationSaveBar } from './destination-save-bar.tsx'
import { SettingField } from './setting-field.tsx'
import { type DestinationEditorState, useDestinationEditor } from './use-destination-editor.ts'

/** The form of a destination of one kind, with its check. */
export function DestinationEditor({
  stored,
  type,
  isForProcess = false,
  onMarkGone,
}: {
  readonly stored: LoadedDestination | undefined
  readonly type: DestinationType
  /** Whether a new process waits for it: then saving leads back there. Default: false. */
  readonly isForProcess?: boolean | undefined
  /** Gives what says that there is nothing to save any more. */
  readonly onMarkGone?: ((markGone: () => void) => void) | undefined
}): React.JSX.Element {
  const account = useAccount()
  const isReadOnly = !account.can('builder')
  const editor = useDestinationEditor(account.id, stored, type)
  const navigate = useNavigate()
  const isGone = useRef(false)
  onMarkGone?.(() => {
    isGone.current = true
  })
  const destination = stored?.destination
  const forOtherUses = type.settings.filter(({ uses }) => !uses.includes('deliver'))
  const save = async (isClosing: boolean): Promise<boolean> => {
    const saved = await editor.save()
    if (!saved) return false
    const params = { account: account.id, destination: saved.destination.id }
    if (isForProcess) {
      const search = { step: 'where', destination: saved.destination.id, kind: saved.destination.kind }
      await navigate({ to: '/a/$account/processes/new', params, search })
    } else if (isClosing) await navigate({ to: '/a/$account/destinations', params, search: {} })
    else if (!destination) await navigate({ to: '/a/$account/destinations/$destination', params, replace: true })
    return true
  }
  const canSave = !isReadOnly && (editor.isDirty || !destination) && !editor.isSaving
  useHotkeys([['mod+S', () => void (canSave && save(false))]], [])
  return (
    <Stack gap="md">
      {isReadOnly ? (
        <Text size="sm" className="muted">
          You have view-only access. To change or check this destination, ask a builder or an administrator of this
          account.
        </Text>
      ) : null}
      <Refusal editor={editor} type={type} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave) void save(false)
        }}
      >
        <Stack gap="md">
          <section className="surface form-card" aria-label="Settings">
            <Stack gap="md" maw={720}>
              <div>
                <Title order={2}>{type.title}</Title>
                <Text size="sm" className="muted">
                  {guaranteeOf(type)}
                  {type.isLocal ? ' The folder is on the machine of the container, so clouds cannot use it.' : ''}
                </Text>
              </div>
              <TextInput
                id="destination-name"
                label="Name"
                description="How people find it, such as “ERP inbox” or “Warehouse”."
                withAsterisk
                maxLength={100}
                readOnly={isReadOnly}
                error={editor.nameError}
                value={editor.form.name}
                onChange={({ currentTarget: { value } }) => editor.edit((form) => ({ ...form, name: value }))}
              />
              <SettingFields
                settings={type.settings.filter(({ uses }) => uses.includes('deliver'))}
                editor={editor}
                isReadOnly={isReadOnly}
              />
              {forOtherUses.length > 0 ? (
                <Stack gap="md" role="group" aria-labelledby="other-uses">
                  <Title order={3} id="other-uses">
                    Where records or answers are taken from it
                  </Title>
                  <SettingFields settings={forOtherUses} editor={editor} isReadOnly={isReadOnly} />
                </Stack>
              ) : null}
            </Stack>
          </section>
          {isReadOnly ? null : (
            <DestinationCheck
              account={account.id}
              type={type}
              targetFor={editor.targetFor}
              onStart={editor.showMissing}
              onTrust={(hostKey) => editor.edit((form) => withSetting(form, 'hostKey', hostKey))}
            />
          )}
        </Stack>
        {isReadOnly ? null : (
          <DestinationSaveBar
            destination={destination}
            editor={editor}
            isForProcess={isForProcess}
            onSave={(isClosing) => void save(isClosing)}
          />
        )}
      </form>
      <LeaveGuard isActive={() => editor.hasUnsaved() && !isGone.current} onSave={async () => await save(false)} />
    </Stack>
  )
}

function SettingFields({
  settings,
  editor,
  isReadOnly,
}: {
  readonly settings: DestinationType['settings']
  readonly editor: DestinationEditorState
  readonly isReadOnly: boolean
}): React.JSX.Element {
  return (
    <>
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={editor.form.settings[setting.name] ?? ''}
          secret={editor.form.secrets[setting.name]}
          error={editor.errors.get(setting.name)}
          isReadOnly={isReadOnly}
          onChange={(value) => editor.edit((form) => withSetting(form, setting.name, value))}
          onSecret={(secret) => editor.edit((form) => withSecret(form, setting.name, secret))}
          setSecret={async (value) => await editor.setSecret(setting.name, value)}
        />
      ))}
    </>
  )
}

/** Why the form is not saved, where that does not belong to a field. */
function Refusal({
  editor: { conflict, base, saveError, refusals },
  type,
}: {
  readonly editor: DestinationEditorState
  readonly type: DestinationType
}): React.JSX.Element {
  return (
    <InView when={refusals}>
      {conflict ? (
        <ConflictNotice
          by={conflict.stored.destination.updatedBy}
          at={conflict.stored.destination.updatedAt}
          changed={conflict.changed.map((part) => ({
            label: labelOfPart(part, type),
            from: showDestinationPart(base, part),
            to: showDestinationPart(conflict.theirs, part),
          }))}
          clashing={conflict.clashing.map((part) => labelOfPart(part, type))}
          onMerge={conflict.merge}
          onDiscard={conflict.discard}
        />
      ) : null}
      {saveError ? <ErrorState error={saveError} /> : null}
    </InView>
  )
}
