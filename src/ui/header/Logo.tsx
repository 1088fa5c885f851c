/** The outer loop around the inner loop, each an arrow coming back to where it began. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M20.6 11.4a8.6 8.6 0 1 1-2.7-5.7M18.2 1.9v4.1h-4.1" />
      <path d="M15.8 12.7a3.9 3.9 0 1 1-1-3.2M15.2 6.7v3h-3" />
    </svg>
  );
}
