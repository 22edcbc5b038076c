import { useRouter } from '@tanstack/react-router'

/** A row that leads to a screen. It is a plain link, because thousands scroll by: each of the router's own listens to the address. */
export function RowLink({
  href,
  className,
  children,
}: {
  readonly href: string
  readonly className: string
  readonly children: React.ReactNode
}): React.JSX.Element {
  const { history } = useRouter()
  return (
    <a
      href={href}
      onClick={(event) => {
        // A new tab or window is the browser's.
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        history.push(href)
      }}
      className={className}
    >
      {children}
    </a>
  )
}
