# Arithmetic on floats: the Mandelbrot set and bodies that attract each other.
def mandelbrot(width, height, limit):
    inside = 0
    for row in range(height):
        ci = 2.0 * row / height - 1.0
        for column in range(width):
            cr = 3.0 * column / width - 2.0
            zr = zi = 0.0
            n = 0
            while n < limit and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            if n == limit:
                inside += 1
    return inside


def bodies(steps):
    xs = [0.0, 4.84, 8.34, 12.89, 15.37]
    ys = [0.0, -1.16, 4.12, -15.11, -25.9]
    vs = [0.0, 0.6, -1.01, 1.08, 0.97]
    ws = [0.0, 2.81, 1.82, 0.86, 0.59]
    ms = [39.47, 0.037, 0.011, 0.0017, 0.002]
    dt = 0.01
    for _ in range(steps):
        for i in range(5):
            for j in range(i + 1, 5):
                dx = xs[i] - xs[j]
                dy = ys[i] - ys[j]
                distance = dx * dx + dy * dy + 0.01
                pull = dt / (distance * distance ** 0.5)
                vs[i] -= dx * ms[j] * pull
                ws[i] -= dy * ms[j] * pull
                vs[j] += dx * ms[i] * pull
                ws[j] += dy * ms[i] * pull
        for i in range(5):
            xs[i] += dt * vs[i]
            ys[i] += dt * ws[i]
    return sum(xs) + sum(ys)


print(mandelbrot(320, 240, 60), f"{bodies(36000):.9f}")
