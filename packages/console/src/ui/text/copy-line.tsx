import { Button, VisuallyHidden } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Icon } from '../marks/icon.tsx'

/** Something to be pasted elsewhere. A browser without a clipboard, as over plain http, still lets people mark it. */
export function CopyLine({ text, label }: { readonly text: string; readonly label: string }): React.JSX.Element {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div className="copy-line">
      <code>{text}</code>
      <Button
        size="compact-sm"
        variant="default"
        miw={92}
        leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={14} />}
        aria-label={`Copy ${label}`}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? 'Copied' : 'Copy'}
      </Button>
      <VisuallyHidden aria-live="polite">
        {clipboard.copied ? `Copied ${label}` : ''}
        {clipboard.error ? 'Not copied. Select the text and copy it manually.' : ''}
      </VisuallyHidden>
    </div>
  )
}
