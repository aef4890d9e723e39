package org.icefloe.testkit.clients;

import java.io.IOException;

/** A program that reads what it is to send from its standard input. */
record FedProgram(RunningProgram program, PacedSound sound) implements RunningSource {
    /** Plays {@code sample} to {@code program} until either is closed. */
    static FedProgram play(RunningProgram program, Sample sample) throws IOException {
        return new FedProgram(program, PacedSound.play(sample, program.input()));
    }

    @Override
    public boolean isAlive() {
        return program.isAlive();
    }

    @Override
    public String output() {
        return program.output();
    }

    @Override
    public void kill() {
        sound.close();
        program.kill();
    }

    @Override
    public void close() {
        sound.close();
        program.close();
    }
}
