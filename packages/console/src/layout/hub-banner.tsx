import { hubIsSilent } from '../api/hub-contact.ts'
import { useFlag } from '../ui/controls/use-flag.ts'
import { Icon } from '../ui/marks/icon.tsx'

/** Says, above everything, that the hub does not answer. It goes away by itself when the hub is back. */
export function HubBanner(): React.JSX.Element {
  const isSilent = useFlag(hubIsSilent)
  return (
    <div role="status" className="hub-banner" data-shown={isSilent || undefined}>
      {isSilent ? (
        <>
          <Icon name="spinner" size={16} className="spin" /> The hub is not answering. Trying again …
        </>
      ) : null}
    </div>
  )
}
