/** Sends events to the Node side in their order; those that come while a message is under way share the next. */
export class EventSender {
  private waiting: object[] = [];
  private sending: Promise<void> = Promise.resolve();

  send(event: object): void {
    this.waiting.push(event);
    if (this.waiting.length === 1) this.sending = this.sending.then(() => this.flush());
  }

  /** Resolves when everything sent so far has arrived. */
  arrived(): Promise<void> {
    return this.sending;
  }

  private async flush(): Promise<void> {
    const events = this.waiting;
    this.waiting = [];
    await window.sendEvents(events);
  }
}

/** Posts bytes or text to the Node side under a name. */
export async function post(name: string, body: BodyInit): Promise<void> {
  const response = await fetch(`/posted/${name}`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${name} could not be handed over (${response.status}).`);
}
