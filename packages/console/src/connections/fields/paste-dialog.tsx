import { List, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { type CoupaText, readCoupaText } from './coupa-text.ts'

interface PasteDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Takes what was found; the secret goes to the hub. */
  readonly onApply: (found: CoupaText) => Promise<void>
}

/** Fills in a connection from one pasted text: id, secret, scopes and address in any order. */
export function PasteDialog(props: PasteDialogProps): React.JSX.Element {
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title="Paste from Coupa" size="lg">
      <PasteForm {...props} />
    </Dialog>
  )
}

const names: Readonly<Record<keyof CoupaText, string>> = {
  url: 'URL',
  clientId: 'Client ID',
  clientSecret: 'Client Secret',
  scope: 'Scope',
  accessTokenUrl: 'Access Token URL',
}

function PasteForm({ onClose, onApply }: PasteDialogProps): React.JSX.Element {
  const [text, setText] = useState('')
  const found = readCoupaText(text)
  const keys = (Object.keys(names) as (keyof CoupaText)[]).filter((key) => found[key] !== undefined)
  const missing = (Object.keys(names) as (keyof CoupaText)[]).filter((key) => found[key] === undefined)
  const apply = useMutation({ mutationFn: onApply, onSuccess: onClose, gcTime: 0 })
  return (
    <DialogForm
      verb="Fill in"
      isPending={apply.isPending}
      isAllowed={keys.length > 0}
      error={apply.error}
      onSubmit={() => apply.mutate(found)}
      onCancel={onClose}
    >
      <Textarea
        label="Text"
        description="Copy the OAuth client in Coupa under Setup › Integrations › OAuth2/OpenID Connect Clients, or the message it was sent to you in. Any order works."
        autosize
        minRows={6}
        maxRows={14}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {keys.length > 0 ? (
          <>
            <Text size="sm" fw={600}>
              Found:
            </Text>
            <List size="sm">
              {keys.map((key) => (
                <List.Item key={key} style={{ overflowWrap: 'anywhere' }}>
                  {names[key]}: {key === 'clientSecret' ? '••••••••' : found[key]}
                </List.Item>
              ))}
            </List>
            {missing.length > 0 ? (
              <Text size="sm" className="muted" mt={4}>
                Not found: {missing.map((key) => names[key]).join(', ')}.
              </Text>
            ) : null}
          </>
        ) : text.trim() === '' ? null : (
          <Text size="sm" className="warning">
            No settings found in this text.
          </Text>
        )}
      </div>
    </DialogForm>
  )
}
