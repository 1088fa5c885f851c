import type { RunSettings } from '#maml';
import type { TrainingService } from '#workers';
import type { RunOpener } from './run-opener.ts';

/** Where settings come from, and who hears what becomes of them. */
export interface SendingSide {
  latest(): RunSettings;
  /** They are in force, after so many meta-iterations. */
  taken(settings: RunSettings, iteration: number): void;
  /** They could not be taken up; others are in force. */
  failed(error: unknown, inForce: RunSettings): void;
}

/** Sends changed settings to the open run: those of the latest change, where changes come faster than they are taken up. */
export class SettingsSender {
  /** Settles when the latest settings are taken up. */
  sent: Promise<void> = Promise.resolve();
  private readonly service: TrainingService;
  private readonly opener: RunOpener;
  private readonly side: SendingSide;
  private sending = false;
  private again = false;
  /** The settings that the run goes by, while it has not taken up the latest. */
  private inForce: RunSettings;

  constructor(service: TrainingService, opener: RunOpener, side: SendingSide) {
    this.service = service;
    this.opener = opener;
    this.side = side;
    this.inForce = side.latest();
  }

  /** @param before the settings that these came in place of */
  send(before: RunSettings): void {
    this.again = true;
    if (this.sending) return;
    this.inForce = before;
    this.sent = this.sendLatest();
  }

  private async sendLatest(): Promise<void> {
    this.sending = true;
    try {
      while (this.again) {
        await this.opener.idle();
        // The settings may be those of another network by now, which is being opened.
        if (this.opener.isOpening) continue;
        this.again = false;
        if (!this.opener.opened) return;
        const settings = this.side.latest();
        const iteration = await this.service.apply(settings);
        this.inForce = settings;
        // A run that is being opened has its settings from the beginning.
        if (!this.opener.isOpening) this.side.taken(settings, iteration);
      }
    } catch (error) {
      this.again = false;
      this.side.failed(error, this.inForce);
    } finally {
      this.sending = false;
    }
  }
}
