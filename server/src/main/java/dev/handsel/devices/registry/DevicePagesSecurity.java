package dev.handsel.devices.registry;

import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.OpenPath.OpenPages;
import dev.handsel.platform.http.RequestPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The pages of mailed links are for whoever has the link. */
@Configuration(proxyBeanMethods = false)
class DevicePagesSecurity {

    @Bean
    OpenPages openDevicePages() {
        return new OpenPages(RequestPaths.any("/devices/confirm", "/devices/disown"));
    }

    /** The code in the body says who asks. */
    @Bean
    OpenPath openConfirmations() {
        return new OpenPath(RequestPaths.only(HttpMethod.POST, "/v1/devices/confirmations"));
    }
}
